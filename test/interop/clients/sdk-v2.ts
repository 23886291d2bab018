/** `@modelcontextprotocol/client` in a plain program: `sdk-v2.ts legacy|auto|pinned <url>`. */
import { Client, StreamableHTTPClientTransport, type ClientOptions } from '@modelcontextprotocol/client';
import { chosen, identity, REQUEST_LIMIT_MS, run, url } from './app.ts';
import { openCallback } from './callback.ts';
import { fileProvider } from './provider.ts';

const MODES: Record<string, ClientOptions> = {
  legacy: {},
  auto: { versionNegotiation: { mode: 'auto' } },
  pinned: { versionNegotiation: { mode: { pin: '2026-07-28' } } },
};
const callback = await openCallback();
const provider = fileProvider(callback);
const options = { timeout: REQUEST_LIMIT_MS };
let transport: StreamableHTTPClientTransport;

await run({
  callback,
  async work() {
    transport = new StreamableHTTPClientTransport(new URL(url), { authProvider: provider });
    const client = new Client(identity, MODES[process.argv[2] ?? '']);
    await client.connect(transport, options);
    const tools = chosen(await client.listTools({}, options));
    await Promise.all(tools.map((name) => client.callTool({ name, arguments: {} }, options)));
    await client.close();
  },
  async finish(response) {
    provider.checkState(response);
    await transport.finishAuth(response);
  },
});
