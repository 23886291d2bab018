/**
 * The mock authorization server for trying the example servers by hand, as in docs/findings.md.
 *
 *   npx tsx examples/servers/by-hand.ts [path of the MCP endpoint]
 *
 * The MCP server belongs at http://127.0.0.1:29000/mcp, or at the path given. On port 29200, each with a body of JSON:
 * `/mint` gives a token made by the options, `/outage` begins an outage, `/recover` ends it, `/rotate` takes a new key
 * for signing (the old one stays published).
 */
import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import {
  startMockAuthorizationServer,
  type MintOptions,
  type Outage,
  type OutageOptions,
} from '../../mock-as/index.ts';

const resource = new URL(process.argv[2] ?? '/mcp', 'http://127.0.0.1:29000').href;
const mock = await startMockAuthorizationServer({
  port: 29100,
  resource: { url: resource, scopes: ['mcp'] },
});
let outage: Outage | undefined;

const answers: Record<string, (body: unknown) => Promise<string>> = {
  '/mint': (body) => mock.mint(body as MintOptions),
  '/outage': async (body) => {
    await outage?.end();
    outage = await mock.outage(body as OutageOptions);
    return 'The outage has begun.\n';
  },
  '/rotate': async () => `The key is now ${(await mock.rotateKeys()).kid}.\n`,
  '/recover': async () => {
    await outage?.end();
    return 'The outage is over.\n';
  },
};

async function answer(request: IncomingMessage): Promise<string> {
  const body = await text(request);
  const found = answers[request.url ?? ''];
  return found === undefined
    ? 'Only /mint, /outage, /recover and /rotate.\n'
    : found(JSON.parse(body || '{}'));
}

createServer((request, response) => {
  answer(request).then(
    (said) => response.end(said),
    (error: unknown) => response.writeHead(400).end(`${String(error)}\n`),
  );
}).listen(29_200, '127.0.0.1');

console.log(`export PORT=29000 RESOURCE_IDENTIFIER=${resource}
export SCALEKIT_ENVIRONMENT_URL=${mock.urls.environment}
export MCP_CONFORMANCE_AUTH_SERVER_URL=${mock.urls.issuer}`);
