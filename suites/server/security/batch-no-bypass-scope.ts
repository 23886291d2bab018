import {
  doesNotApply,
  isServed,
  ok,
  onTheWire,
  serverCheck,
  untested,
  violation,
} from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.security.batch-no-bypass',
  title: 'A call in an array needs the same scope as the call alone',
  needs: ['mint'],
  probe: async (server) => {
    const known = server.target.calls.find(({ scopes }) => scopes !== undefined && scopes.length > 0);
    if (known === undefined)
      throw untested('Name a call and the scope that it needs: --call tool=json@scope.');
    const { operation } = known;
    const token = await server.mint({ scopes: [] });
    const body = `[${onTheWire(server.revision, operation, { id: 1 }).body}]`;
    const [alone, permitted, batch] = await Promise.all([
      server.call({ operation, token }),
      server.call({ operation, token: await server.goodToken() }),
      server.call({ operation, token, body }),
    ]);
    return { alone, permitted, batch };
  },
  judge: ({ alone, permitted, batch: { response } }) => {
    if (isServed(alone)) return doesNotApply('The call needs no scope; another check judges that.');
    if (!isServed(permitted)) return doesNotApply('The call does not work with all scopes either.');
    const done = response.status < 300 && /"result"\s*:/.test(response.body);
    return done && !/"isError"\s*:\s*true/.test(response.body)
      ? violation('the refusal that the call alone gets', `HTTP ${response.status} with a result in an array`)
      : ok;
  },
});
