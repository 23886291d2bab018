/** `mock-as`: the mock authorization server alone. */
import { Command, Option } from 'commander';
import { untilInterrupted } from './interrupt.ts';
import { listening } from './listening.ts';
import { port, repeatable } from './parse.ts';

interface MockFlags {
  host: string;
  port: number;
  allowNonLoopback?: true;
  resource?: string;
  scope?: string[];
  approval: 'automatic' | 'interactive';
  json?: true;
  verbose?: true;
}

const HELP = `
Examples:
  $ mcp-auth-conformance mock-as --resource http://127.0.0.1:10000/web-search/mcp
  $ mcp-auth-conformance mock-as --port 9000 --approval interactive
  $ mcp-auth-conformance mock-as --json | head -1     one line of JSON when ready`;

export function mockAuthorizationServerCommand(): Command {
  return new Command('mock-as')
    .summary('run the mock authorization server')
    .description('Runs a mock authorization server that poses as Scalekit, until Ctrl-C.')
    .addOption(new Option('--port <port>', '0 takes a free port').argParser(port).default(0))
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--allow-non-loopback', 'let other machines reach it; it hands out tokens to anybody')
    .option('--resource <url>', 'URL of the MCP server that it protects')
    .addOption(new Option('--scope <scope>', 'scope of the resource; repeatable').argParser(repeatable))
    .addOption(
      new Option('--approval <way>', 'approve each login at once, or show a login and consent page')
        .choices(['automatic', 'interactive'])
        .default('automatic'),
    )
    .option('--json', 'print one line of JSON when ready')
    .option('--verbose', 'print a line for each noteworthy event on standard error')
    .addHelpText('after', HELP)
    .action(run);
}

async function run(flags: MockFlags): Promise<void> {
  const { startMockAuthorizationServer } = await import('../mock-as/index.ts');
  const log = (line: string) => void process.stderr.write(`${line}\n`);
  const mock = await listening(flags, () =>
    startMockAuthorizationServer({
      host: flags.host,
      port: flags.port,
      allowNonLoopback: flags.allowNonLoopback === true,
      approval: flags.approval,
      resource: {
        ...(flags.resource === undefined ? {} : { url: flags.resource }),
        ...(flags.scope === undefined ? {} : { scopes: flags.scope }),
      },
      log: flags.verbose === true ? log : (line) => line.startsWith('warning') && log(line),
    }),
  );
  const { urls, client, resource } = mock;
  process.stdout.write(
    flags.json === true
      ? `${JSON.stringify({ urls, resource, client })}\n`
      : `Mock authorization server: ${urls.environment}\n${[
          ['issuer', urls.issuer],
          ['JWKS', urls.jwks],
          ['introspection', urls.introspection],
          ['resource id', resource.id],
          ['client id', client.id],
          ['client secret', client.secret],
        ]
          .map(([name = '', value = '']) => `  ${name.padEnd(14)} ${value}\n`)
          .join('')}Ctrl-C ends it.\n`,
  );
  await untilInterrupted();
  await mock.close();
}
