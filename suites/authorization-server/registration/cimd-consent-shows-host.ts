import { authorizationServerCheck } from '../../../harness/index.ts';
import { consentPages, judgeShown } from '../consent-pages.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.registration.cimd-consent-shows-host',
  title: 'The host of the redirect URI is shown to the person who consents',
  needs: ['login'],
  probe: consentPages,
  judge: ({ showsRedirectHost }) => judgeShown(showsRedirectHost, 'the host of the redirect URI'),
});
