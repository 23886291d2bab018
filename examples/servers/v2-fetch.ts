/**
 * An MCP server on the v2 SDK alone, protected by its framework-free `requireBearerAuth`. Both eras on one endpoint.
 *
 *   PORT=3000 SCALEKIT_ENVIRONMENT_URL=… MCP_CONFORMANCE_AUTH_SERVER_URL=… npx tsx examples/servers/v2-fetch.ts
 */
import { createServer, type RequestListener } from 'node:http';
import { toNodeHandler } from '@modelcontextprotocol/node';
import {
  createMcpHandler,
  getOAuthProtectedResourceMetadataUrl,
  hostHeaderValidationResponse,
  localhostAllowedHostnames,
  localhostAllowedOrigins,
  McpServer,
  OAuthError,
  OAuthErrorCode,
  oauthMetadataResponse,
  originValidationResponse,
  requireBearerAuth,
  type OAuthMetadata,
} from '@modelcontextprotocol/server';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { JOSEError } from 'jose/errors';

const port = Number(process.env['PORT'] ?? 3000);
const environment = process.env['SCALEKIT_ENVIRONMENT_URL'] ?? '';
const issuer = process.env['MCP_CONFORMANCE_AUTH_SERVER_URL'] ?? environment;
const resource = new URL(process.env['RESOURCE_IDENTIFIER'] ?? `http://127.0.0.1:${port}/mcp`);

const keys = createRemoteJWKSet(new URL(`${environment}/keys`));

const gate = requireBearerAuth({
  expectedResource: resource,
  resourceMetadataUrl: getOAuthProtectedResourceMetadataUrl(resource),
  verifier: {
    async verifyAccessToken(token) {
      try {
        const { payload } = await jwtVerify(token, keys, { issuer: environment, audience: resource.href });
        const scopes = typeof payload['scope'] === 'string' ? payload['scope'].split(' ') : [];
        return {
          token,
          clientId: String(payload['client_id']),
          scopes,
          expiresAt: payload.exp ?? 0,
          resource,
        };
      } catch (error) {
        if (error instanceof JOSEError) throw new OAuthError(OAuthErrorCode.InvalidToken, error.message);
        throw error;
      }
    },
  },
});

const handler = createMcpHandler(() => {
  const server = new McpServer({ name: 'v2-fetch', version: '1.0.0' });
  server.registerTool('hello', { description: 'Says hello.', annotations: { readOnlyHint: true } }, () => ({
    content: [{ type: 'text', text: 'hello' }],
  }));
  return server;
});

const metadata = await fetch(`${issuer}/.well-known/oauth-authorization-server`);
const oauthMetadata = (await metadata.json()) as OAuthMetadata;

async function answer(request: Request): Promise<Response> {
  const documents = {
    oauthMetadata,
    resourceServerUrl: resource,
    resourceName: 'v2 SDK',
    dangerouslyAllowInsecureIssuerUrl: true,
  };
  const early =
    hostHeaderValidationResponse(request, localhostAllowedHostnames()) ??
    originValidationResponse(request, localhostAllowedOrigins()) ??
    oauthMetadataResponse(request, documents);
  if (early) return early;
  if (new URL(request.url).pathname !== resource.pathname) return new Response(null, { status: 404 });
  const auth = await gate(request);
  return auth instanceof Response ? auth : handler.fetch(request, { authInfo: auth });
}

// The SDK's types and TypeScript's exactOptionalPropertyTypes disagree about absent members.
createServer(toNodeHandler({ fetch: answer }) as RequestListener).listen(port, '127.0.0.1');
