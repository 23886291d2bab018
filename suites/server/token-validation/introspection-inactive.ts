import { goodTokenAccepted, notApplicable, refused, serverCheck } from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.token-validation.introspection-inactive',
  title: 'A token that introspection calls inactive is refused',
  needs: ['mint'],
  control: goodTokenAccepted,
  probe: async (server) => {
    if (!(await server.gathered.introspects())) throw notApplicable('The server does not use introspection.');
    return { inactive: await server.call({ token: await server.mint({ active: false }) }) };
  },
  judge: ({ inactive }) => refused(inactive, 'a token that introspection calls inactive'),
});
