/**
 * An MCP server on the v1 SDK and Express, protected as the SDK's documentation shows: `requireBearerAuth` before the
 * endpoint, `mcpAuthMetadataRouter` for the metadata. Tokens are verified by jose.
 *
 *   PORT=3000 SCALEKIT_ENVIRONMENT_URL=… MCP_CONFORMANCE_AUTH_SERVER_URL=… npx tsx examples/servers/v1-express.ts
 */
import { InvalidTokenError } from '@modelcontextprotocol/sdk/server/auth/errors.js';
import { requireBearerAuth } from '@modelcontextprotocol/sdk/server/auth/middleware/bearerAuth.js';
import {
  getOAuthProtectedResourceMetadataUrl,
  mcpAuthMetadataRouter,
} from '@modelcontextprotocol/sdk/server/auth/router.js';
import { createMcpExpressApp } from '@modelcontextprotocol/sdk/server/express.js';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import type { OAuthMetadata } from '@modelcontextprotocol/sdk/shared/auth.js';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { JOSEError } from 'jose/errors';

const port = Number(process.env['PORT'] ?? 3000);
const environment = process.env['SCALEKIT_ENVIRONMENT_URL'] ?? '';
const issuer = process.env['MCP_CONFORMANCE_AUTH_SERVER_URL'] ?? environment;
const resource = new URL(process.env['RESOURCE_IDENTIFIER'] ?? `http://127.0.0.1:${port}/mcp`);

const keys = createRemoteJWKSet(new URL(`${environment}/keys`));

const verifier = {
  async verifyAccessToken(token: string) {
    try {
      const { payload } = await jwtVerify(token, keys, { issuer: environment, audience: resource.href });
      const scopes = typeof payload['scope'] === 'string' ? payload['scope'].split(' ') : [];
      return { token, clientId: String(payload['client_id']), scopes, expiresAt: payload.exp ?? 0, resource };
    } catch (error) {
      if (error instanceof JOSEError) throw new InvalidTokenError(error.message);
      throw error;
    }
  },
};

function buildServer(): McpServer {
  const server = new McpServer({ name: 'v1-express', version: '1.0.0' });
  server.registerTool('hello', { description: 'Says hello.', annotations: { readOnlyHint: true } }, () => ({
    content: [{ type: 'text', text: 'hello' }],
  }));
  return server;
}

const metadata = await fetch(`${issuer}/.well-known/oauth-authorization-server`);
const app = createMcpExpressApp();
app.use(
  mcpAuthMetadataRouter({
    oauthMetadata: (await metadata.json()) as OAuthMetadata,
    resourceServerUrl: resource,
    scopesSupported: ['mcp'],
    resourceName: 'v1 SDK with Express',
  }),
);
app.use(
  resource.pathname,
  requireBearerAuth({ verifier, resourceMetadataUrl: getOAuthProtectedResourceMetadataUrl(resource) }),
);
app.post(resource.pathname, async (request, response) => {
  const server = buildServer();
  const transport = new StreamableHTTPServerTransport();
  response.on('close', () => void server.close());
  await server.connect(transport);
  await transport.handleRequest(request, response, request.body);
});
app.all(resource.pathname, (_, response) => void response.status(405).set('Allow', 'POST').end());
app.listen(port, '127.0.0.1');
