import {
  goodTokenAccepted,
  isObject,
  notApplicable,
  parseJson,
  refused,
  serverCheck,
} from '../../../harness/index.ts';

/** Claims that a server hardly compares with anything, so that only the signature can give the change away. */
const CHANGEABLE = ['jti', 'sid', 'sub', 'client_id'];

/** The token with the first character of one claim changed; undefined when it is no JWT with such a claim. */
function changed(token: string): string | undefined {
  const [header, payload, signature, ...rest] = token.split('.');
  if (header === undefined || payload === undefined || signature === undefined || rest.length > 0) return;
  const claims = parseJson(Buffer.from(payload, 'base64url').toString('utf8'));
  if (!isObject(claims)) return;
  for (const name of CHANGEABLE) {
    const value = claims[name];
    if (typeof value !== 'string' || value === '') continue;
    const other = `${value.startsWith('x') ? 'y' : 'x'}${value.slice(1)}`;
    const text = JSON.stringify({ ...claims, [name]: other });
    return [header, Buffer.from(text).toString('base64url'), signature].join('.');
  }
  return;
}

export default serverCheck({
  requirement: 'server.token-validation.bad-signature',
  title: 'A JWT whose payload was changed after signing is refused',
  needs: ['token'],
  control: goodTokenAccepted,
  probe: async (server) => {
    await server.gathered.protectedOperation();
    const good = await server.goodToken();
    const token = changed(good);
    if (token === undefined) throw notApplicable('The access token is no JWT with a claim to change.');
    // First as it is: a server may remember signatures that were good.
    return { unchanged: await server.call({ token: good }), changed: await server.call({ token }) };
  },
  judge: (evidence) => refused(evidence.changed, 'a token whose payload was changed'),
});
