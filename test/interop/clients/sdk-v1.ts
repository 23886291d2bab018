/** `@modelcontextprotocol/sdk` in a plain program. */
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { chosen, codeIn, identity, REQUEST_LIMIT_MS, run, url } from './app.ts';
import { openCallback } from './callback.ts';
import { fileProvider } from './provider.ts';

const callback = await openCallback();
const provider = fileProvider(callback);
const options = { timeout: REQUEST_LIMIT_MS };
let transport: StreamableHTTPClientTransport;

await run({
  callback,
  async work() {
    transport = new StreamableHTTPClientTransport(new URL(url), { authProvider: provider });
    const client = new Client(identity);
    await client.connect(transport, options);
    const tools = chosen(await client.listTools({}, options));
    await Promise.all(tools.map((name) => client.callTool({ name, arguments: {} }, undefined, options)));
    await client.close();
  },
  async finish(response) {
    provider.checkState(response);
    await transport.finishAuth(codeIn(response));
  },
});
