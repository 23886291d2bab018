/** `serve`: the reference MCP server alone. */
import { Command, Option } from 'commander';
import { untilInterrupted } from './interrupt.ts';
import { listening } from './listening.ts';
import { port } from './parse.ts';

interface ServeFlags {
  host?: string;
  port?: number;
  allowNonLoopback?: true;
  tls?: true;
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
    .option('--host <address>', 'address to listen on (default: HOST, or 127.0.0.1)')
    .option('--allow-non-loopback', 'let other machines reach it')
    .option(
      '--tls',
      'speak https: with the certificate that the lab gave, else with an authority made for this start',
    )
    .option('--json', 'print one line of JSON when ready')
    .addHelpText('after', HELP)
    .action(serve);
}

async function serve(flags: ServeFlags): Promise<void> {
  const { startReferenceServer, optionsFromEnvironment } = await import('../server/index.ts');
  const { host, port: wanted } = flags;
  const given = {
    ...(host === undefined ? {} : { HOST: host }),
    ...(wanted === undefined ? {} : { PORT: String(wanted) }),
    ...(flags.allowNonLoopback === true ? { ALLOW_NON_LOOPBACK: 'true' } : {}),
  };
  const environment = { ...process.env, ...given };
  const place = { host: environment.HOST ?? '127.0.0.1', port: Number(environment.PORT ?? 10_000) };
  const tls = flags.tls === true ? await tlsFrom(process.env, place.host) : undefined;
  const server = await listening(place, () =>
    startReferenceServer({
      ...optionsFromEnvironment(environment),
      ...(tls === undefined ? {} : { tls: tls.identity }),
    }),
  );
  const metadata = new URL(`/.well-known/oauth-protected-resource${new URL(server.url).pathname}`, server.url)
    .href;
  // Before it is said to be ready: whoever reads that may end it at once.
  const interrupted = untilInterrupted();
  process.stdout.write(
    flags.json === true
      ? `${JSON.stringify({ url: server.url, port: server.port, metadata, ...(tls?.caFile === undefined ? {} : { tls: { caFile: tls.caFile } }) })}\n`
      : `Reference MCP server: ${server.url}\n  metadata       ${metadata}\n${tls?.caFile === undefined ? '' : `  CA certificate ${tls.caFile}\n`}Ctrl-C ends it.\n`,
  );
  await interrupted;
  await Promise.all([server.close(), tls?.close?.()]);
}

interface ServerTls {
  identity: { cert: string; key: string };
  /** Certificate of the authority, where it was made here. */
  caFile?: string | undefined;
  close?(): Promise<void>;
}

/** In the lab of `server --tls` the certificate comes from there: whoever tests trusts that one. */
async function tlsFrom(environment: NodeJS.ProcessEnv, host: string): Promise<ServerTls> {
  const { MCP_CONFORMANCE_TLS_CERT: cert, MCP_CONFORMANCE_TLS_KEY: key } = environment;
  if (cert !== undefined && key !== undefined) return { identity: { cert, key } };
  const { prepareTls } = await import('../mock-as/tls.ts');
  const own = await prepareTls(true, host);
  return { identity: { cert: own.cert, key: own.key }, caFile: own.trust?.caFile, close: () => own.close() };
}
