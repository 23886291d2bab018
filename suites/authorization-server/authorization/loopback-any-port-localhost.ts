import { authorizationServerCheck } from '../../../harness/index.ts';
import { askAnotherPort, judgeAnotherPort } from '../loopback.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.authorization.loopback-any-port',
  title: 'Any port of a localhost redirect URI may be asked for',
  needs: ['login', 'registration'],
  probe: (server) => askAnotherPort(server, 'localhost'),
  // OAuth 2.1 §4.1.1 names localhost too, RFC 8252 §7.3 does not.
  judge: (evidence) => judgeAnotherPort(evidence, false),
});
