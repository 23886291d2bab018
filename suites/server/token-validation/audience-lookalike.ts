import {
  doesNotApply,
  firstProblem,
  goodTokenAccepted,
  isServed,
  refused,
  serverCheck,
} from '../../../harness/index.ts';

/** Identifiers of other resources that only resemble this one. */
function lookalikes(resource: string): string[] {
  if (!URL.canParse(resource)) return [`${resource}.evil.example`, `${resource}-other`, `x${resource}`];
  const { origin, host } = new URL(resource);
  return [
    `${resource}.evil.example`,
    `${resource}-other`,
    `${origin}/another-resource`,
    `https://evil.example/${host}`,
    `https://evil.example/?resource=${resource}`,
  ];
}

export default serverCheck({
  requirement: 'server.token-validation.audience-lookalike',
  title: 'An audience that merely resembles this server is refused',
  needs: ['mint'],
  control: goodTokenAccepted,
  probe: async (server) => {
    await server.gathered.protectedOperation();
    const audiences = lookalikes(await server.gathered.resource());
    const tried = ['https://another-resource.example/mcp', ...audiences].map(async (audience) =>
      server.call({ token: await server.mint({ audience }) }),
    );
    const [foreign, ...similar] = await Promise.all(tried);
    return { foreign, similar, audiences };
  },
  judge: ({ foreign, similar, audiences }) => {
    if (foreign !== undefined && isServed(foreign)) {
      return doesNotApply('Any audience is accepted; another check judges that.');
    }
    return firstProblem(
      similar.map((exchange, index) => refused(exchange, `a token for ${String(audiences[index])}`)),
    );
  },
});
