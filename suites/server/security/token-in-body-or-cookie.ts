import {
  callEach,
  eachRefused,
  goodTokenAccepted,
  isObject,
  onTheWire,
  parseJson,
  serverCheck,
} from '../../../harness/index.ts';

const FORM = 'application/x-www-form-urlencoded';

export default serverCheck({
  requirement: 'server.security.token-in-body-or-cookie',
  title: 'A token in a form, in the JSON message, in a cookie or in another header does not authenticate',
  needs: ['token'],
  control: goodTokenAccepted,
  probe: async (server) => {
    const [token, { operation }] = await Promise.all([
      server.goodToken(),
      server.gathered.protectedOperation(),
    ]);
    const message = parseJson(onTheWire(server.revision, operation, { id: 1 }).body);
    const json = JSON.stringify({ ...(isObject(message) ? message : {}), access_token: token });
    return callEach(server, {
      'a token in a form': {
        headers: [['content-type', FORM]],
        body: new URLSearchParams({ access_token: token }).toString(),
      },
      'a token as a member of the JSON message': { body: json },
      'a token in a cookie': { headers: [['cookie', `access_token=${token}`]] },
      'a token in X-Access-Token': { headers: [['x-access-token', token]] },
    });
  },
  judge: eachRefused,
});
