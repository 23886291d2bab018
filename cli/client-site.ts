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
    },
    [
      {
        title: 'In the lab of a client',
        alter: () => ({ outermost: (context, next) => Promise.resolve(site.around(context, next)) }),
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
