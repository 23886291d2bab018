/** `dev`: mock authorization server, reference server and console, for the work on an MCP server or a client. */
import { Command, Option } from 'commander';
import { addControlFlags, startBeside, type ControlFlags } from './control.ts';
import type { Place } from './dev-place.ts';
import { untilInterrupted } from './interrupt.ts';
import { optionsOf } from './mock-as.ts';
import { port, repeatable } from './parse.ts';
import { keepHeapSmall } from './small-heap.ts';

interface DevFlags extends ControlFlags {
  port: number;
  mockPort?: number;
  consolePort: number;
  config?: string;
  profile?: string;
  resource?: string;
  scope?: string[];
  approval?: 'automatic' | 'interactive';
  tls?: true;
  json?: true;
}

const MOCK_PORT = 9000;

const HELP = `
The console's address holds the key that opens it. Everything listens on 127.0.0.1 only.

With --tls, let your programs trust the file that is printed as CA certificate (NODE_EXTRA_CA_CERTS for Node.js, which
reads it only when it starts, and never from a .env file; SSL_CERT_FILE for OpenSSL, Python and Go). It is made anew with
each start; your browser asks whether to go on to the console.

Examples:
  $ mcp-auth-conformance dev
  $ mcp-auth-conformance dev --resource http://127.0.0.1:3000/mcp     for your own MCP server
  $ mcp-auth-conformance dev --config mock.yaml --state mock-state.json
  $ mcp-auth-conformance dev --tls
  $ mcp-auth-conformance dev --json --port 0 --mock-port 0 --console-port 0`;

export function devCommand(): Command {
  const command = new Command('dev')
    .summary('run mock, reference server and console for local development')
    .description(
      'Runs the mock authorization server, the reference MCP server and a console in the browser to watch and steer ' +
        'them by, until Ctrl-C. Prints what your own server needs in its .env file.',
    )
    .addOption(
      new Option('--port <port>', 'of the reference server; 0 takes a free one')
        .argParser(port)
        .default(10_000),
    )
    .addOption(
      new Option('--mock-port <port>', `of the mock authorization server (default: ${MOCK_PORT})`).argParser(
        port,
      ),
    )
    .addOption(new Option('--console-port <port>', 'of the console').argParser(port).default(9001))
    .option('--config <file>', 'YAML or JSON file that declares the mock; flags beside it override it')
    .option('--profile <name>', 'scalekit, scalekit-2025 or oauth21 (default: "scalekit")')
    .option('--resource <url>', 'URL of your own MCP server, to stand beside the reference server')
    .addOption(new Option('--scope <scope>', 'scope of your MCP server; repeatable').argParser(repeatable))
    .addOption(
      new Option(
        '--approval <way>',
        'approve each login at once (default: "automatic"), or show login and consent pages',
      ).choices(['automatic', 'interactive']),
    )
    .option('--tls', 'let all three speak https, with a certificate authority made for this start')
    .option('--json', 'print one line of JSON when ready');
  return addControlFlags(command).addHelpText('after', HELP).action(dev);
}

async function dev(flags: DevFlags): Promise<void> {
  keepHeapSmall();
  const { startPlace } = await import('./dev-place.ts');
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  const { port: serverPort, consolePort, mockPort, ...wanted } = flags;
  const mock = await optionsOf({ ...wanted, ...(mockPort === undefined ? {} : { port: mockPort }) });
  const place = await startPlace({
    mock,
    ports: { server: serverPort, mock: mock.port ?? MOCK_PORT, console: consolePort },
    beside: (started) => startBeside(started, flags, say),
    // A one-time code is mailed to nobody: who logs in reads it here.
    log: (line) => {
      if (/^(warning|one-time code|reference server)/.test(line)) say(line);
    },
  });
  // Before it says that it is ready: whoever reads that may end it at once.
  const interrupted = untilInterrupted();
  process.stdout.write(flags.json === true ? `${JSON.stringify(facts(place))}\n` : welcome(place));
  await interrupted;
  await place.close();
}

function facts({ mock, server, control, console, environment }: Place): object {
  return {
    console: console.url,
    server: { url: server.url },
    urls: mock.urls,
    resource: mock.resource,
    client: mock.client,
    ...(mock.tls === undefined ? {} : { tls: { caFile: mock.tls.caFile } }),
    ...(control === undefined ? {} : { control: { url: control.url, secret: control.secret } }),
    environment: Object.fromEntries(environment),
  };
}

const TOO_LATE = `
Node.js reads NODE_EXTRA_CA_CERTS only when it starts: export it in the shell, for a .env file comes too late.
`;

function welcome({ mock, server, control, console, environment }: Place): string {
  const addresses = [
    ['Console', console.url],
    ['Mock authorization server', mock.urls.environment],
    ['Reference MCP server', server.url],
    ...(mock.tls === undefined ? [] : [['CA certificate', mock.tls.caFile]]),
    ...(control === undefined
      ? []
      : [
          ['Control plane', control.url],
          ['Control plane’s secret', control.secret],
        ]),
  ];
  return `${addresses.map(([name = '', value = '']) => `${name.padEnd(26)} ${value}\n`).join('')}
For the .env file of your MCP server:

${environment.map(([name, value]) => `${name}=${value}\n`).join('')}${mock.tls === undefined ? '' : TOO_LATE}
Ctrl-C ends everything.
`;
}
