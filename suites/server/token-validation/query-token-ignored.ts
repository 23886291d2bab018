import { goodTokenAccepted, refused, serverCheck } from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.token-validation.query-token-ignored',
  title: 'A valid token in the query of the URL opens nothing',
  needs: ['token'],
  control: goodTokenAccepted,
  probe: async (server) => {
    await server.gathered.protectedOperation();
    const url = new URL(server.url);
    url.searchParams.set('access_token', await server.goodToken());
    return { inQuery: await server.call({ url }) };
  },
  judge: ({ inQuery }) => refused(inQuery, 'a request with the token in the query only'),
});
