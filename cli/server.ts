/** `server <url>`: tests an MCP server, as deployed or wired to the mock authorization server. */
import { Command, Option } from 'commander';
import type { Revision } from '../harness/contract.ts';
import { choose, type Choice } from './checks.ts';
import { usageFailure } from './failure.ts';
import { addFieldLoginFlags, fieldLogin, requireLoginFits, type FieldLoginFlags } from './field-login.ts';
import { addLabFlags, controlOf, labFailure, type LabFlags } from './lab.ts';
import { call, environmentVariable, instances, oneOf, targetUrl, type GivenCall } from './parse.ts';
import { addRunFlags } from './run-flags.ts';
import { runSuite, type Perform, type RunFlags } from './suite-run.ts';

const HELP = `
As deployed (field): what needs neither a token nor the mock authorization server is tested; the rest is
"untested" with the way to enable it.
  $ mcp-auth-conformance server https://example.com/mcp
  $ mcp-auth-conformance server https://example.com/mcp --token "$TOKEN" --reporter junit

In the lab: your server is started by --command and wired to a mock authorization server, so that every kind
of token, an outage and a key rotation can be tried.
  $ mcp-auth-conformance server http://127.0.0.1:{port}/mcp --command 'node server.js' \\
      --env SCALEKIT_ENVIRONMENT_URL={environment} --env PORT={port}

Placeholders in <url>, --command and --env: {environment} {issuer} {jwks} {introspection} {resource}
{resource_id} {port} {client_id} {client_secret} {prm} {upstream}. Always set for the command: PORT,
RESOURCE_IDENTIFIER, SCALEKIT_ENVIRONMENT_URL, MCP_CONFORMANCE_AUTH_SERVER_URL and MCP_CONFORMANCE_UPSTREAM_URL.

With --tls the lab speaks https, by an authority made for the run. Your server is told to trust it by NODE_EXTRA_CA_CERTS,
SSL_CERT_FILE and REQUESTS_CA_BUNDLE; to speak https itself it finds certificate and key, as PEM text, in
MCP_CONFORMANCE_TLS_CERT and MCP_CONFORMANCE_TLS_KEY.
  $ mcp-auth-conformance server https://127.0.0.1:{port}/mcp --tls --command 'node server.js'

With a login: tokens of the server's own authorization server, and every check that real tokens allow.
  $ mcp-auth-conformance server https://example.com/mcp --login browser
  $ mcp-auth-conformance server https://example.com/mcp --login ./login.ts --other-resource https://files.example.com/mcp
  $ mcp-auth-conformance server https://example.com/mcp --login client-credentials --client-id abc

With a mock authorization server that runs already and that your running server trusts (see "mock-as"): as in the lab,
but for the checks that need your server to be started again.
  $ mcp-auth-conformance server http://127.0.0.1:3000/mcp --lab http://127.0.0.1:9002

Where your tools call an API, let them call {upstream} instead, so that it can be seen whether the client's token
goes on to it. Tools that call themselves read-only are called; name others with --call.
  $ mcp-auth-conformance server http://127.0.0.1:{port}/mcp --command 'node server.js' \\
      --env SEARCH_API_URL={upstream} --call 'search={"query":"x"}'`;

interface ServerFlags extends RunFlags, Choice, LabFlags, FieldLoginFlags {
  url?: string;
  command?: string;
  env?: Record<string, string>;
  profile?: string;
  specVersion: Revision | 'auto';
  token?: string;
  call?: GivenCall[];
  timeout: number;
  instances: number;
  tls?: true;
  intrusive?: true;
  strictHttps?: true;
  dedicatedIssuer?: true;
}

export function serverCommand(perform: Perform = runSuite): Command {
  const command = new Command('server')
    .summary('test an MCP server')
    .description('Tests whether an MCP server does authorization right, as deployed or in the lab.')
    .argument('[url]', 'URL of the MCP endpoint; {port} stands for a free port in the lab')
    .option('--url <url>', 'the same as the argument')
    .option('--command <command>', 'shell command that starts the server: tests it in the lab')
    .addOption(
      new Option('--env <KEY=VALUE>', 'environment variable for the command; repeatable').argParser(
        environmentVariable,
      ),
    )
    .option(
      '--profile <name>',
      'what the mock authorization server poses as: scalekit, scalekit-2025 or oauth21 (default: "scalekit")',
    )
    .addOption(
      new Option('--token <token>', 'access token that the server accepts').env('MCP_AUTH_CONFORMANCE_TOKEN'),
    )
    .addOption(
      new Option(
        '--call <tool[=json]>',
        `a harmless tool call, its scopes after @: 'search={"query":"x"}@search:read'; repeatable`,
      ).argParser(call),
    )
    .option(
      '--dedicated-issuer',
      'the authorization server issues tokens for this server alone, so that they need not name an audience',
    )
    .addOption(
      new Option(
        '--instances <n>',
        'how many of your server the lab runs side by side; 1 when they would disturb each other',
      )
        .argParser(instances)
        .default(2),
    )
    .option('--tls', 'let the lab speak https: the mock, and your server where its URL is https')
    .option('--intrusive', 'also run what changes the state of a deployed server');
  return addRunFlags(addFieldLoginFlags(addLabFlags(command)))
    .addHelpText('after', HELP)
    .action(async (url: string | undefined, flags: ServerFlags) => test(urlOf(url, flags), flags, perform));
}

function urlOf(argument: string | undefined, { url: flag, command }: ServerFlags): string {
  if (argument !== undefined && flag !== undefined && argument !== flag) {
    throw usageFailure('There are two URLs, as argument and as --url. Give one.');
  }
  const text = argument ?? flag;
  if (text === undefined) {
    throw usageFailure(
      'The URL of the MCP endpoint is missing: mcp-auth-conformance server https://example.com/mcp',
    );
  }
  if (command === undefined && text.includes('{port}')) {
    throw usageFailure('{port} in the URL needs --command: only the lab knows the port.');
  }
  return targetUrl(text);
}

async function test(url: string, flags: ServerFlags, perform: Perform): Promise<void> {
  const { command, env, profile, tls } = flags;
  requireLoginFits(flags, command !== undefined || flags.lab !== undefined);
  const control = controlOf(flags, command);
  if (command === undefined && (env !== undefined || profile !== undefined)) {
    throw usageFailure('--env and --profile are for the lab: add --command, which starts your server.');
  }
  if (command === undefined && tls === true) {
    throw usageFailure('--tls is for the lab: add --command, which starts your server.');
  }
  const { isProfileName, profileNames } = await import('../mock-as/profiles/index.ts');
  const posesAs = oneOf('profile', profile ?? 'scalekit', profileNames);
  const only = await choose('server', flags);
  await perform(flags, async (hooks) => {
    const { runServerSuite } = await import('../harness/run-server.ts');
    const { callTool } = await import('../harness/mcp/wire.ts');
    try {
      return await runServerSuite({
        ...hooks,
        url,
        ...(command === undefined
          ? {}
          : {
              lab: {
                server: { command, ...(env === undefined ? {} : { env }) },
                ...(isProfileName(posesAs) ? { profile: posesAs } : {}),
              },
            }),
        ...(control === undefined ? {} : { control }),
        ...(flags.token === undefined ? {} : { token: flags.token }),
        ...(flags.login === undefined ? {} : { fieldLogin: fieldLogin(flags, hooks) }),
        ...(only === undefined ? {} : { only }),
        specVersion: flags.specVersion,
        calls: (flags.call ?? []).map(({ tool, arguments: given, scopes }) => ({
          operation: callTool(tool, given),
          ...(scopes === undefined ? {} : { scopes }),
        })),
        tls: tls === true,
        intrusive: flags.intrusive === true,
        strictHttps: flags.strictHttps === true,
        dedicatedIssuer: flags.dedicatedIssuer === true,
        timeoutMs: flags.timeout,
        instances: flags.instances,
      });
    } catch (error) {
      throw (await labFailure(error)) ?? expected(error);
    }
  });
}

/** A placeholder that does not exist, or a file that is no storage, is no bug of ours. */
function expected(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  if (error.name === 'UnreadableStorage') return usageFailure(error.message);
  return error instanceof RangeError && error.message.startsWith('Unknown placeholder')
    ? usageFailure(error.message)
    : error;
}
