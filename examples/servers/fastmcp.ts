/**
 * An MCP server on fastmcp (npm), protected as its README shows: `oauth.protectedResource` for the metadata,
 * `authenticate` for the token, here verified by fastmcp's own `JWKSVerifier`.
 *
 *   PORT=3000 SCALEKIT_ENVIRONMENT_URL=… MCP_CONFORMANCE_AUTH_SERVER_URL=… npx tsx examples/servers/fastmcp.ts
 *
 * One of fastmcp's dependencies, a tunnel that is not used here, asks for Node.js 22; the server runs on 20 as well.
 */
import type { IncomingMessage } from 'node:http';
import { FastMCP } from 'fastmcp';
import { JWKSVerifier } from 'fastmcp/auth';

const port = Number(process.env['PORT'] ?? 3000);
const environment = process.env['SCALEKIT_ENVIRONMENT_URL'] ?? '';
const issuer = process.env['MCP_CONFORMANCE_AUTH_SERVER_URL'] ?? environment;
const resource = process.env['RESOURCE_IDENTIFIER'] ?? `http://127.0.0.1:${port}/mcp`;

const verifier = new JWKSVerifier({
  jwksUri: `${environment}/keys`,
  issuer: environment,
  audience: resource,
});

/** fastmcp answers with a thrown `Response` as it stands. */
function refuse(statusText: string): never {
  // eslint-disable-next-line @typescript-eslint/only-throw-error
  throw new Response(null, { status: 401, statusText });
}

async function authenticate({ headers: { authorization } }: IncomingMessage) {
  if (!authorization?.startsWith('Bearer ')) refuse('Missing or invalid authorization header');
  const { valid, claims } = await verifier.verify(authorization.slice('Bearer '.length));
  if (!valid) refuse('Invalid OAuth token');
  return { userId: claims?.['sub'], scope: claims?.['scope'] };
}

const server = new FastMCP({
  name: 'fastmcp',
  version: '1.0.0',
  authenticate,
  oauth: {
    enabled: true,
    authorizationServer: {
      issuer,
      authorizationEndpoint: `${environment}/oauth/authorize`,
      tokenEndpoint: `${environment}/oauth/token`,
      jwksUri: `${environment}/keys`,
      responseTypesSupported: ['code'],
    },
    protectedResource: { resource, authorizationServers: [issuer] },
  },
});

server.addTool({
  name: 'hello',
  description: 'Says hello.',
  annotations: { readOnlyHint: true },
  execute: () => Promise.resolve('hello'),
});

await server.start({
  transportType: 'httpStream',
  httpStream: { port, host: '127.0.0.1', endpoint: '/mcp' },
});
