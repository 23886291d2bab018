import {
  describe,
  doesNotApply,
  goodTokenAccepted,
  isServed,
  readJws,
  refused,
  serverCheck,
  violation,
} from '../../../harness/index.ts';

const FOREIGN = '"https://another-resource.example/mcp"';

export default serverCheck({
  requirement: 'server.security.jwt-duplicate-members',
  title: 'Of two aud members in one token the first does not win',
  needs: ['mint'],
  control: goodTokenAccepted,
  probe: async (server) => {
    const { aud, ...claims } = readJws(await server.mint())?.claims ?? {};
    const own = JSON.stringify(aud);
    const rest = JSON.stringify(claims).slice(1, -1);
    const present = async (payload: string) =>
      server.call({ token: await server.mint({ payload, active: false }) });
    const [foreignOnly, foreignLast, ownLast] = await Promise.all([
      present(`{${rest},"aud":${FOREIGN}}`),
      present(`{"aud":${own},${rest},"aud":${FOREIGN}}`),
      present(`{"aud":${FOREIGN},${rest},"aud":${own}}`),
    ]);
    return { foreignOnly, foreignLast, ownLast };
  },
  // Parsers take the last member (RFC 7519 §4): own last may be accepted, foreign last may not.
  judge: ({ foreignOnly, foreignLast, ownLast }) => {
    if (isServed(foreignOnly))
      return doesNotApply('The server takes a foreign audience by itself; another check judges that.');
    const last = refused(foreignLast, 'a JWT with its own aud first and a foreign one last');
    if (!isServed(foreignLast) || !isServed(ownLast)) return last;
    return violation(
      'one of two contradicting aud members decides, the same one each time',
      `${describe(ownLast)} in both orders: any member is taken`,
    );
  },
});
