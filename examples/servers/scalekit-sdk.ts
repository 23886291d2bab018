/**
 * An MCP server on Express, protected as Scalekit's quickstart for Express shows: a middleware that hands the token to
 * `validateToken` of the Scalekit SDK, and the metadata from the dashboard at the root. The endpoint is `/`, as there.
 *
 *   PORT=3000 SCALEKIT_ENVIRONMENT_URL=… MCP_CONFORMANCE_AUTH_SERVER_URL=… npx tsx examples/servers/scalekit-sdk.ts
 *
 * One departure: the quickstart connects one `McpServer` to each request's transport. The v1 SDK refuses the second
 * connection by now, so here each request has a server of its own.
 */
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { Scalekit } from '@scalekit-sdk/node';
import cors from 'cors';
import express, { type NextFunction, type Request, type Response } from 'express';

const port = Number(process.env['PORT'] ?? 3000);
const environment = process.env['SCALEKIT_ENVIRONMENT_URL'] ?? '';
const issuer = process.env['MCP_CONFORMANCE_AUTH_SERVER_URL'] ?? environment;
const audience = process.env['RESOURCE_IDENTIFIER'] ?? `http://127.0.0.1:${port}/`;

/** `validateToken` needs neither of the last two; the constructor wants them. */
const scalekit = new Scalekit(
  environment,
  process.env['SCALEKIT_CLIENT_ID'] ?? '',
  process.env['SCALEKIT_CLIENT_SECRET'] ?? '',
);

const metadataUrl = `http://127.0.0.1:${port}/.well-known/oauth-protected-resource`;
const challenge = `Bearer realm="OAuth", resource_metadata="${metadataUrl}"`;
const metadata = {
  authorization_servers: [issuer],
  bearer_methods_supported: ['header'],
  resource: audience,
  resource_documentation: `${audience}docs`,
  scopes_supported: ['mcp'],
};

function buildServer(): McpServer {
  const server = new McpServer({ name: 'scalekit-sdk', version: '1.0.0' });
  server.registerTool('hello', { description: 'Says hello.', annotations: { readOnlyHint: true } }, () => ({
    content: [{ type: 'text', text: 'hello' }],
  }));
  return server;
}

async function requireToken(request: Request, response: Response, next: NextFunction): Promise<void> {
  const { authorization } = request.headers;
  const token = authorization?.startsWith('Bearer ')
    ? authorization.slice('Bearer '.length).trim()
    : undefined;
  if (!token) {
    response.status(401).set('WWW-Authenticate', challenge).json({ error: 'Missing Bearer token' });
    return;
  }
  try {
    await scalekit.validateToken(token, { audience: [audience] });
    next();
  } catch {
    response.status(401).set('WWW-Authenticate', challenge).json({ error: 'Token validation failed' });
  }
}

const app = express();
app.use(cors({ origin: true, credentials: false }));
app.use(express.json());
app.get('/.well-known/oauth-protected-resource', (_, response) => {
  response.json(metadata);
});
app.use(requireToken);
app.post('/', async (request, response) => {
  const server = buildServer();
  const transport = new StreamableHTTPServerTransport();
  response.on('close', () => void server.close());
  await server.connect(transport);
  await transport.handleRequest(request, response, request.body);
});
app.listen(port, '127.0.0.1');
