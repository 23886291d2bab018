import { authorizationServerCheck } from '../../../harness/index.ts';
import { consentPages, judgeShown } from '../consent-pages.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.registration.cimd-consent-shows-client-host',
  title: 'The host of the client_id is shown to the person who consents',
  needs: ['login'],
  probe: consentPages,
  judge: ({ showsClientHost }) => judgeShown(showsClientHost, 'the host of the client_id'),
});
