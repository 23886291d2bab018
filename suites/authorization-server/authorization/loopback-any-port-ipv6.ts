import { authorizationServerCheck } from '../../../harness/index.ts';
import { askAnotherPort, judgeAnotherPort } from '../loopback.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.authorization.loopback-any-port',
  title: 'Any port of an IPv6 loopback redirect URI may be asked for',
  needs: ['login', 'registration'],
  probe: (server) => askAnotherPort(server, '[::1]'),
  judge: (evidence) => judgeAnotherPort(evidence, true),
});
