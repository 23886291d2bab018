/** `authorization-server`: the authorization-server suite against any issuer. */
import { join } from 'node:path';
import { Command, Option } from 'commander';
import type { GivenClient } from '../harness/authorization-server/target.ts';
import type { Revision } from '../harness/contract.ts';
import type { RegistrationStrategy } from '../harness/oauth/client-authentication.ts';
import { choose, type Choice } from './checks.ts';
import { usageFailure } from './failure.ts';
import { addLoginFlags, clientOf, documentPlace, loginOf, type LoginFlags } from './login-flags.ts';
import { environmentVariable, resourceIdentifier, targetUrl } from './parse.ts';
import { addRunFlags } from './run-flags.ts';
import { runSuite, type Perform, type RunFlags } from './suite-run.ts';

const HELP = `
Examples:
  $ mcp-auth-conformance authorization-server https://auth.example.com
  $ mcp-auth-conformance as https://auth.example.com/tenant --resource https://mcp.example.com/mcp --login auto
  $ mcp-auth-conformance as https://auth.example.com --client-id abc --redirect-uri http://127.0.0.1:8976/callback --login browser
  $ mcp-auth-conformance as http://127.0.0.1:{port} --command 'node auth-server.js'

Give the issuer identifier exactly as the metadata has it. At a deployed authorization server nothing is registered and
nobody is logged in unless you ask for it, by --login, --client-id or --intrusive; at one on this machine it is.

With --login auto, redirects are followed and no form is sent: for servers that approve by themselves. With browser,
your browser opens, as often as there are flows. With a file (./login.ts), its default export logs in: it gets a Playwright page.

Documents of clients (Client ID Metadata Documents) must be on https where the authorization server can read them. With
--command they are; else give --document-host with a public URL that leads to a port of this machine. A document that you
host yourself is a client like any other: give its URL as --client-id, and one of its redirect URIs.`;

interface AuthorizationServerFlags extends RunFlags, Choice, LoginFlags {
  url?: string;
  command?: string;
  env?: Record<string, string>;
  resource?: string[];
  specVersion: Revision | 'auto';
  registration?: RegistrationStrategy;
  documentHost?: string;
  timeout: number;
  waitExpiry?: true;
  intrusive?: true;
  strictHttps?: true;
}

export function authorizationServerCommand(perform: Perform = runSuite): Command {
  const command = new Command('authorization-server')
    .alias('as')
    .summary('test an authorization server')
    .description('Tests whether an authorization server does what MCP clients and servers need.')
    .argument('[issuer]', 'issuer identifier; {port} stands for a free port with --command')
    .option('--url <issuer>', 'the same as the argument')
    .option('--command <command>', 'shell command that starts the authorization server')
    .addOption(
      new Option('--env <KEY=VALUE>', 'environment variable for the command; repeatable').argParser(
        environmentVariable,
      ),
    )
    .addOption(
      new Option(
        '--resource <url>',
        'resource identifier (MCP server URL) that it knows; a second one is for tests across resources; repeatable',
      ).argParser(resourceIdentifier),
    )
    .addOption(
      new Option(
        '--registration <way>',
        'how test clients get known; by default as MCP clients choose',
      ).choices(['pre-registered', 'cimd', 'dcr']),
    )
    .option(
      '--document-host <url=port>',
      'public https URL that leads to this port, for documents of clients',
    )
    .option('--wait-expiry', 'also wait for codes and tokens to expire, which may take minutes')
    .option('--intrusive', 'also register clients and the like at a deployed authorization server');
  return addRunFlags(addLoginFlags(command))
    .addHelpText('after', HELP)
    .action(async (issuer: string | undefined, flags: AuthorizationServerFlags) =>
      test(issuerOf(issuer, flags), flags, perform),
    );
}

function issuerOf(argument: string | undefined, { url: flag, command }: AuthorizationServerFlags): string {
  if (argument !== undefined && flag !== undefined && argument !== flag) {
    throw usageFailure('There are two issuers, as argument and as --url. Give one.');
  }
  const text = argument ?? flag;
  if (text === undefined) {
    throw usageFailure(
      'The issuer is missing: mcp-auth-conformance authorization-server https://auth.example.com',
    );
  }
  if (command === undefined && text.includes('{port}')) {
    throw usageFailure('{port} in the issuer needs --command, which starts the authorization server there.');
  }
  if (/\/\.well-known\//.test(text)) {
    throw usageFailure(
      `Give the issuer, not the URL of its metadata: probably ${text.replace(/\/\.well-known\/[^/]+/, '')} .`,
    );
  }
  return targetUrl(text, 'https://auth.example.com');
}

async function test(given: string, flags: AuthorizationServerFlags, perform: Perform): Promise<void> {
  const { command, env } = flags;
  if (command === undefined && env !== undefined) {
    throw usageFailure('--env is for the command: add --command, which starts the authorization server.');
  }
  const client: GivenClient | undefined = clientOf(flags);
  const only = await choose('authorization-server', flags);
  const place = documentPlace(flags.documentHost);
  await perform(flags, async (hooks) => {
    const { runAuthorizationServerSuite } = await import('../harness/run-authorization-server.ts');
    const { outputFolder, ...events } = hooks;
    return runAuthorizationServerSuite({
      ...events,
      issuer: given,
      ...(command === undefined
        ? {}
        : {
            lab: {
              command,
              ...(env === undefined ? {} : { env }),
              logFile: join(outputFolder, 'server.log'),
            },
          }),
      ...(place === undefined ? {} : { documentPlace: place }),
      ...(client === undefined ? {} : { client }),
      ...(flags.registration === undefined ? {} : { strategy: flags.registration }),
      ...(flags.scope === undefined ? {} : { scopes: flags.scope.split(/\s+/) }),
      ...(only === undefined ? {} : { only }),
      // Whoever asks for a login asks for what it changes.
      ...(flags.intrusive === true || flags.login !== undefined ? { intrusive: true } : {}),
      login: loginOf(flags, {
        outputFolder,
        tell: (text) => hooks.onEvent({ type: 'phase', text }),
        signal: hooks.signal,
      }),
      resources: flags.resource ?? [],
      specVersion: flags.specVersion,
      strictHttps: flags.strictHttps === true,
      waitExpiry: flags.waitExpiry === true,
      timeoutMs: flags.timeout,
    });
  });
}
