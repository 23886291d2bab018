import {
  startMockAuthorizationServer,
  type MockAuthorizationServer,
  type MockAuthorizationServerOptions,
} from '../../../mock-as/index.ts';
import { startReferenceServer, type ReferenceServer, type ServerOptions } from '../../../server/index.ts';

/** The mock, and the reference server that trusts it and goes by its clock. */
export interface Pair {
  mock: MockAuthorizationServer;
  server: ReferenceServer;
  close(): Promise<void>;
}

/** Starts both, each on a free port. */
export async function startPair(
  options: MockAuthorizationServerOptions = {},
  serverOptions: Partial<ServerOptions> = {},
): Promise<Pair> {
  const mock = await startMockAuthorizationServer({
    ...options,
    resource: { scopes: ['web-search:read', 'web-search:write'], ...options.resource },
  });
  const server = await startReferenceServer({
    scalekitEnvironmentUrl: mock.urls.environment,
    authorizationServer: mock.urls.issuer,
    port: 0,
    now: mock.clock.now,
    ...serverOptions,
  });
  mock.setResource(server.url);
  return {
    mock,
    server,
    close: async () => {
      await server.close();
      await mock.close();
    },
  };
}

/** Requests that reached the mock, as `METHOD path` without the query. */
export function pathsAt(mock: MockAuthorizationServer): string[] {
  return mock.traffic.list().map(({ request }) => `${request.method} ${request.target.split('?')[0] ?? ''}`);
}

/** The parameters of the authorization requests that reached the mock, oldest first. */
export function authorizationsAt(mock: MockAuthorizationServer): URLSearchParams[] {
  return mock.traffic
    .list()
    .filter(({ request }) => /\/oauth\/authorize\?/.test(request.target))
    .map(({ request }) => new URL(request.target, mock.urls.environment).searchParams);
}
