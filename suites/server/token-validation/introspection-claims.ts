import {
  firstProblem,
  goodTokenAccepted,
  notApplicable,
  refused,
  serverCheck,
} from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.token-validation.introspection-claims',
  title: 'Audience and expiry of an active token are checked too',
  needs: ['mint'],
  control: goodTokenAccepted,
  probe: async (server) => {
    if (!(await server.gathered.introspects())) throw notApplicable('The server does not use introspection.');
    const [foreign, expired] = await Promise.all([
      server.mint({ active: true, audience: 'https://another-resource.example/mcp' }),
      server.mint({ active: true, expiresIn: -600 }),
    ]);
    return {
      foreign: await server.call({ token: foreign }),
      expired: await server.call({ token: expired }),
    };
  },
  judge: ({ foreign, expired }) =>
    firstProblem([
      refused(foreign, 'a token that is active, but for another resource'),
      refused(expired, 'a token that is called active ten minutes after its expiry'),
    ]),
});
