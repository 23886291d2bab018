/** `serve`: the reference MCP server alone. */
import { Command, Option } from 'commander';
import { untilInterrupted } from './interrupt.ts';
import { listening } from './listening.ts';
import { port } from './parse.ts';

interface ServeFlags {
  host: string;
  port?: number;
  allowNonLoopback?: true;
  json?: true;
}

const HELP = `
Read from the environment: SCALEKIT_ENVIRONMENT_URL, RESOURCE_IDENTIFIER, PORT (default 10000), TAVILY_API_KEY,
TOKEN_VALIDATION=jwt|introspection.

Examples:
  $ mcp-auth-conformance mock-as --port 9000 --resource http://127.0.0.1:10000/web-search/mcp
  $ SCALEKIT_ENVIRONMENT_URL=http://127.0.0.1:9000 \\
    RESOURCE_IDENTIFIER=http://127.0.0.1:10000/web-search/mcp mcp-auth-conformance serve`;

export function serveCommand(): Command {
  return new Command('serve')
    .summary('run the reference MCP server')
    .description('Runs the reference MCP server, protected by an authorization server, until Ctrl-C.')
    .addOption(new Option('--port <port>', '0 takes a free port (default: PORT, or 10000)').argParser(port))
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--allow-non-loopback', 'let other machines reach it')
    .option('--json', 'print one line of JSON when ready')
    .addHelpText('after', HELP)
    .action(serve);
}

async function serve(flags: ServeFlags): Promise<void> {
  const { startReferenceServer, serverOptionsFromEnvironment } = await import('../server/index.ts');
  const options = serverOptionsFromEnvironment(process.env);
  const { host, port: wanted = options.port } = flags;
  const server = await listening({ host, port: wanted }, () =>
    startReferenceServer({
      ...options,
      host,
      port: wanted,
      allowNonLoopback: flags.allowNonLoopback === true,
    }),
  );
  process.stdout.write(
    flags.json === true
      ? `${JSON.stringify({ urls: server.urls })}\n`
      : `Reference MCP server: ${server.urls.mcp}\nCtrl-C ends it.\n`,
  );
  await untilInterrupted();
  await server.close();
}
