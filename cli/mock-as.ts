/** `mock-as`: the mock authorization server alone. */
import { Command, Option } from 'commander';
import type {
  ControlPlane,
  MockAuthorizationServer,
  MockAuthorizationServerOptions,
  ProfileName,
} from '../mock-as/index.ts';
import { addControlFlags, CONTROL_SECRET, portOfState, startBeside, type ControlFlags } from './control.ts';
import { messageOf, usageFailure } from './failure.ts';
import { untilInterrupted } from './interrupt.ts';
import { listening } from './listening.ts';
import { oneOf, port, repeatable } from './parse.ts';
import { keepHeapSmall } from './small-heap.ts';

/** The flags that say what the mock is. */
export interface MockFlags {
  config?: string;
  profile?: string;
  host?: string;
  port?: number;
  allowNonLoopback?: true;
  tls?: true;
  resource?: string;
  scope?: string[];
  approval?: 'automatic' | 'interactive';
  state?: string;
}

interface CommandFlags extends MockFlags, ControlFlags {
  json?: true;
  verbose?: true;
}

const HELP = `
Examples:
  $ mcp-auth-conformance mock-as --resource http://127.0.0.1:10000/web-search/mcp
  $ mcp-auth-conformance mock-as --port 9000 --approval interactive
  $ mcp-auth-conformance mock-as --config mock.yaml   profile, resources, users and settings from a file
  $ mcp-auth-conformance mock-as --json | head -1     one line of JSON when ready

The control plane mints tokens, stages outages, rotates keys and forgets clients over HTTP, for "server --lab" and for
your own tests; ${CONTROL_SECRET} sets its secret, which is else made anew.

With --tls, let your programs trust the file that is printed as CA certificate (NODE_EXTRA_CA_CERTS for Node.js,
SSL_CERT_FILE for OpenSSL, Python and Go); it is made anew with each start.`;

export function mockAuthorizationServerCommand(): Command {
  const command = new Command('mock-as')
    .summary('run the mock authorization server')
    .description('Runs a mock authorization server that poses as Scalekit, until Ctrl-C.')
    .option('--config <file>', 'YAML or JSON file that declares the mock; flags beside it override it')
    .option('--profile <name>', 'scalekit, scalekit-2025 or oauth21 (default: "scalekit")')
    .addOption(new Option('--port <port>', '0 takes a free port (default: 0)').argParser(port))
    .option('--host <address>', 'address to listen on (default: "127.0.0.1")')
    .option('--allow-non-loopback', 'let other machines reach it; it hands out tokens to anybody')
    .option('--tls', 'speak https, with a certificate authority made for this start')
    .option('--resource <url>', 'URL of the MCP server that it protects')
    .addOption(new Option('--scope <scope>', 'scope of the resource; repeatable').argParser(repeatable))
    .addOption(
      new Option(
        '--approval <way>',
        'approve each login at once (default: "automatic"), or show login and consent pages',
      ).choices(['automatic', 'interactive']),
    )
    .option('--json', 'print one line of JSON when ready')
    .option('--verbose', 'print a line for each noteworthy event on standard error');
  return addControlFlags(command).addHelpText('after', HELP).action(run);
}

async function run(flags: CommandFlags): Promise<void> {
  keepHeapSmall();
  const { startMockAuthorizationServer } = await import('../mock-as/index.ts');
  const say = (line: string) => void process.stderr.write(`${line}\n`);
  // A one-time code is mailed to nobody: who logs in reads it here.
  const log = (line: string) => {
    if (flags.verbose === true || /^(warning|one-time code)/.test(line)) say(line);
  };
  const options = await optionsOf(flags);
  const place = { host: options.host ?? '127.0.0.1', port: options.port ?? 0 };
  const mock = await listening(place, () => startMockAuthorizationServer({ ...options, log }));
  try {
    const beside = await startBeside(mock, flags, say);
    // Before it is said to be ready: whoever reads that may end it at once.
    const interrupted = untilInterrupted();
    process.stdout.write(
      flags.json === true ? asJson(mock, beside.control) : forPeople(mock, beside.control),
    );
    await interrupted;
    await beside.close();
  } finally {
    await mock.close();
  }
}

function asJson({ urls, resource, client, tls }: MockAuthorizationServer, control: ControlPlane | undefined) {
  const ready = {
    urls,
    resource,
    client,
    ...(tls === undefined ? {} : { tls: { caFile: tls.caFile } }),
    ...(control === undefined ? {} : { control: { url: control.url, secret: control.secret } }),
  };
  return `${JSON.stringify(ready)}\n`;
}

function forPeople(
  { urls, resource, client, tls }: MockAuthorizationServer,
  control: ControlPlane | undefined,
) {
  const facts: [name: string, value: string][] = [
    ['issuer', urls.issuer],
    ['JWKS', urls.jwks],
    ['introspection', urls.introspection],
    ['resource id', resource.id],
    ['client id', client.id],
    ['client secret', client.secret],
    ...(tls === undefined ? [] : [['CA certificate', tls.caFile] as [string, string]]),
    ...(control === undefined
      ? []
      : ([
          ['control', control.url],
          ['control secret', control.secret],
        ] as [string, string][])),
  ];
  const lines = facts.map(([name, value]) => `  ${name.padEnd(14)} ${value}\n`).join('');
  return `Mock authorization server: ${urls.environment}\n${lines}Ctrl-C ends it.\n`;
}

/** What the file declares, and what the flags say over it. */
export async function optionsOf(flags: MockFlags): Promise<MockAuthorizationServerOptions> {
  const declared = flags.config === undefined ? {} : await configuration(flags.config);
  const { host, approval, allowNonLoopback } = flags;
  // A saved state goes on where it was, unless told otherwise.
  const given = flags.port ?? declared.port ?? (await portOfState(flags.state));
  return {
    ...declared,
    ...(host === undefined ? {} : { host }),
    ...(given === undefined ? {} : { port: given }),
    ...(approval === undefined ? {} : { approval }),
    ...(allowNonLoopback === undefined ? {} : { allowNonLoopback }),
    ...(flags.tls === true ? { tls: true } : {}),
    ...(await profileOf(flags.profile)),
    ...resourceOf(flags, declared),
  };
}

async function configuration(path: string): Promise<MockAuthorizationServerOptions> {
  const { loadMockConfiguration } = await import('../mock-as/index.ts');
  try {
    return await loadMockConfiguration(path);
  } catch (error) {
    throw usageFailure(messageOf(error));
  }
}

async function profileOf(name: string | undefined): Promise<{ profile?: ProfileName }> {
  if (name === undefined) return {};
  const { isProfileName, profileNames } = await import('../mock-as/profiles/index.ts');
  oneOf('profile', name, profileNames);
  return isProfileName(name) ? { profile: name } : {};
}

/** `--resource` and `--scope` are about the first resource of the file, or make the only one. */
function resourceOf(
  { resource: url, scope: scopes }: MockFlags,
  { resource, resources }: MockAuthorizationServerOptions,
): Pick<MockAuthorizationServerOptions, 'resource' | 'resources'> {
  const change = { ...(url === undefined ? {} : { url }), ...(scopes === undefined ? {} : { scopes }) };
  if (resources === undefined) return { resource: { ...resource, ...change } };
  return { resources: resources.map((one, index) => (index === 0 ? { ...one, ...change } : one)) };
}
