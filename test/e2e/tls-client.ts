/** A client on the MCP SDK v2 as a process of its own: signs in at the server that is named and prints who it is. */
import { Client, StreamableHTTPClientTransport, UnauthorizedError } from '@modelcontextprotocol/client';
import { headlessProvider } from '../interop/headless-provider.ts';

const url = new URL(process.argv[2] ?? '');
const provider = headlessProvider();
const connect = async () => {
  const client = new Client({ name: 'over TLS', version: '1.0.0' });
  const transport = new StreamableHTTPClientTransport(url, { authProvider: provider });
  const refused = await client.connect(transport).then(
    () => false,
    (error: unknown) => {
      if (error instanceof UnauthorizedError) return true;
      throw error;
    },
  );
  return { client, transport, refused };
};

const first = await connect();
if (!first.refused) throw new Error('The server let in a client without a token.');
await first.transport.finishAuth(provider.callback());
const { client } = await connect();
const { content } = await client.callTool({ name: 'whoami', arguments: {} });
await client.close();
process.stdout.write(JSON.stringify(content));
