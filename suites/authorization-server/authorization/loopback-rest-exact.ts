import { authorizationServerCheck, notApplicable, ok, tolerated } from '../../../harness/index.ts';
import { isSentToAsked, toldOf, tryEach, violationBy } from '../attempts.ts';
import { registeredWith } from '../registered-with.ts';

const REGISTERED = 'http://127.0.0.1:1111/callback';
const OTHER_HOST = 'another port, and localhost for 127.0.0.1';

export default authorizationServerCheck({
  requirement: 'authorization-server.authorization.loopback-rest-exact',
  title: 'Nothing but the port of a loopback redirect URI may differ',
  needs: ['login', 'registration'],
  probe: async (server) => {
    const client = await registeredWith(server, REGISTERED);
    if (client === undefined) throw notApplicable('It registers no redirect URI on 127.0.0.1.');
    const asked = {
      'another port and another path': 'http://127.0.0.1:2222/other',
      'another port and a longer path': 'http://127.0.0.1:2222/callback/more',
      'another port and https': 'https://127.0.0.1:2222/callback',
      [OTHER_HOST]: 'http://localhost:2222/callback',
    };
    const cases = Object.entries(asked).map(([what, redirect_uri]) => ({
      what,
      parameters: { redirect_uri },
    }));
    return tryEach(server, cases, { client, tells: isSentToAsked });
  },
  judge: ({ attempts }) => {
    const expected = 'a page that says so, and no redirect to the URI';
    const [host, others] = [
      attempts.filter(({ what }) => what === OTHER_HOST),
      attempts.filter(({ what }) => what !== OTHER_HOST),
    ];
    const wrong = violationBy(others, isSentToAsked, expected);
    if (wrong !== undefined) return wrong;
    const [accepted] = host.filter(isSentToAsked);
    return accepted === undefined ? ok : tolerated(expected, toldOf(accepted));
  },
});
