import {
  authorizationServerCheck,
  bodyOf,
  confidentialClient,
  doesNotApply,
  ok,
  violation,
} from '../../../harness/index.ts';
import { introspectAs } from '../introspection.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.security.introspection-aud',
  title: 'Introspection says for which resource a token is',
  needs: ['login'],
  probe: async (server) => {
    await server.endpoint('introspection_endpoint');
    const client = await confidentialClient(server);
    const { accessToken } = await server.grant({ client });
    return { introspection: (await introspectAs(server, client, accessToken)).exchange };
  },
  judge: ({ introspection }) => {
    const answer = bodyOf(introspection);
    if (introspection.response.status !== 200 || answer?.['active'] !== true)
      return doesNotApply('The test client is not told about the token that it was issued.');
    if (answer['aud'] !== undefined) return ok;
    return violation(
      'the answer for a good token names its audience',
      `it has ${Object.keys(answer).join(', ')}`,
    );
  },
});
