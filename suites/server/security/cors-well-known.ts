import { headerOf, ok, serverCheck, violation } from '../../../harness/index.ts';

const ORIGIN = 'https://client.example';

export default serverCheck({
  requirement: 'server.security.cors-well-known',
  title: 'Browser clients of any origin can read the protected resource metadata',
  probe: async (server) => {
    const { url } = await server.gathered.metadata();
    return {
      document: await server.send({
        url,
        headers: {
          accept: 'application/json',
          origin: ORIGIN,
          'mcp-protocol-version': server.revision,
        },
      }),
    };
  },
  judge: ({ document: { response } }) => {
    const allowed = headerOf(response.headers, 'access-control-allow-origin');
    return allowed === '*' || allowed === ORIGIN
      ? ok
      : violation(
          'Access-Control-Allow-Origin: *',
          `HTTP ${response.status} with ${allowed ?? 'no Access-Control-Allow-Origin'}`,
        );
  },
});
