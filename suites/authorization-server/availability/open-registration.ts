import {
  authorizationServerCheck,
  clientMetadata,
  describe,
  doesNotApply,
  ok,
  REDIRECT_URI,
  violation,
} from '../../../harness/index.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.availability.open-registration',
  title: 'A client can register without a token',
  needs: ['registration'],
  probe: async (server) => {
    const redirectUri = server.target.login?.redirectUri ?? REDIRECT_URI;
    const { exchange } = await server.register(clientMetadata(redirectUri, 'none'));
    return { exchange };
  },
  judge: ({ exchange }) => {
    const { status } = exchange.response;
    if (status < 300) return ok;
    if (status === 401 || status === 403)
      return violation(
        'a registration without a token is taken, as clients of MCP have none',
        `HTTP ${status}`,
      );
    return doesNotApply(`The registration was refused for another reason (${describe(exchange)}).`);
  },
});
