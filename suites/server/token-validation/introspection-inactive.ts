import {
  firstProblem,
  goodTokenAccepted,
  notApplicable,
  refused,
  serverCheck,
} from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.token-validation.introspection-inactive',
  title: 'A token that introspection calls inactive is refused',
  needs: ['mint'],
  control: goodTokenAccepted,
  probe: async (server) => {
    if (!(await server.gathered.introspects())) throw notApplicable('The server does not use introspection.');
    const token = await server.mint({ active: false });
    const inactive = await server.call({ token });
    return { inactive, again: await server.call({ token }) };
  },
  judge: ({ inactive, again }) =>
    firstProblem([
      refused(inactive, 'a token that introspection calls inactive'),
      refused(again, 'the same inactive token, sent once more'),
    ]),
});
