import { authorizationServerCheck, doesNotApply, ok, violation } from '../../../harness/index.ts';

/** Members of private and symmetric keys (RFC 7518 §6.2.2, §6.3.2, §6.4; `priv`: RFC 9964 §3). */
const SECRET = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k', 'priv'];

export default authorizationServerCheck({
  requirement: 'authorization-server.security.jwks-no-private-keys',
  title: 'The published key set holds public keys only',
  probe: async (server) => {
    const { exchange, keys } = await server.gathered.keySet();
    return {
      keySet: exchange,
      members: keys?.map((key) => Object.keys(key)) ?? null,
      symmetric: keys?.filter(({ kty }) => kty === 'oct').length ?? 0,
    };
  },
  judge: ({ members, symmetric }) => {
    if (!Array.isArray(members))
      return doesNotApply('The key set cannot be read; another check judges that.');
    const found = SECRET.filter((name) => members.some((key) => Array.isArray(key) && key.includes(name)));
    if (found.length === 0 && symmetric === 0) return ok;
    const what = found.length > 0 ? `it has ${found.join(', ')}` : 'it has a key of the type oct';
    return violation('the key set holds no private and no symmetric key', what);
  },
});
