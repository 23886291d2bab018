/** The MCP server that a client under test is launched at: the reference server, in this process. */
import type { StartResourceServer } from '../harness/client/lab.ts';
import { leasePort } from '../mock-as/ports.ts';

export const startClientSite: StartResourceServer = async (site) => {
  const { startReferenceServer } = await import('../server/index.ts');
  const lease = await leasePort();
  const server = await startReferenceServer(
    {
      scalekitEnvironmentUrl: site.environment,
      authorizationServer: site.authorizationServer,
      port: lease.port,
      clientId: site.client.id,
      clientSecret: site.client.secret,
      jwksUri: site.jwks,
    },
    [
      {
        title: 'In the lab of a client',
        alter: () => ({
          outermost: (context, next) => Promise.resolve(site.around(context, next)),
          discover: async (_setup, signal) => {
            const url = `${site.authorizationServer}/.well-known/oauth-authorization-server`;
            const response = await fetch(url, { headers: { [site.mark]: '1' }, signal });
            return { kind: 'metadata', metadata: (await response.json()) as Record<string, unknown> };
          },
        }),
      },
    ],
  );
  return {
    url: server.url,
    close: async () => {
      await server.close();
      await lease.release();
    },
  };
};
