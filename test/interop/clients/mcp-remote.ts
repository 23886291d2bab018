/** `mcp-remote` as people use it: a program on stdio that stands for the server. `mcp-remote.ts <path of its proxy.js> <url>`. */
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { given, identity, TOOLS, url } from './app.ts';

const REQUEST_LIMIT_MS = 15_000;
const PATIENCE_S = 5;

const { client_id, client_secret, client_metadata_url: document } = given;
const proxy = [
  process.argv[2] ?? '',
  url,
  ...['--host', '127.0.0.1', '--auth-timeout', String(PATIENCE_S)],
  ...(client_id === undefined
    ? []
    : ['--static-oauth-client-info', JSON.stringify({ client_id, client_secret })]),
  ...(document === undefined ? [] : ['--client-metadata-url', document]),
];
const environment = Object.entries(process.env).flatMap(([name, value]) =>
  value === undefined ? [] : [[name, value] as const],
);
const client = new Client(identity);
const options = { timeout: REQUEST_LIMIT_MS };
try {
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: proxy,
      env: {
        ...Object.fromEntries(environment),
        MCP_REMOTE_CONFIG_DIR: process.env['MCP_CONFORMANCE_STORAGE'] ?? '',
      },
      stderr: 'inherit',
    }),
    options,
  );
  await client.listTools({}, options);
  await Promise.all(TOOLS.map((name) => client.callTool({ name, arguments: {} }, undefined, options)));
} catch (error) {
  console.error(error);
  process.exitCode = 1;
}
await client.close();
process.exit();
