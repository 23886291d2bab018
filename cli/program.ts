/** The command line: what there is, and how it is asked for help. Each command is a file of its own. */
import { Command } from 'commander';
import { VERSION } from '../harness/version.ts';
import { authorizationServerCommand } from './authorization-server.ts';
import { clientCommand } from './client.ts';
import { connectCommand } from './connect.ts';
import { demoCommand } from './demo.ts';
import { devCommand } from './dev.ts';
import { explainCommand } from './explain.ts';
import { initCommand } from './init.ts';
import { listCommand } from './list.ts';
import { mockAuthorizationServerCommand } from './mock-as.ts';
import { reportCommand } from './report.ts';
import { runCommand } from './run-targets.ts';
import { serveCommand } from './serve.ts';
import { serverCommand } from './server.ts';

const EXAMPLES = `
Examples:
  $ mcp-auth-conformance demo
  $ mcp-auth-conformance server https://example.com/mcp
  $ mcp-auth-conformance server http://127.0.0.1:{port}/mcp --command 'node server.js'
  $ mcp-auth-conformance authorization-server https://auth.example.com
  $ mcp-auth-conformance client --command 'node my-client.js'
  $ mcp-auth-conformance run
  $ mcp-auth-conformance connect https://example.com/mcp
  $ mcp-auth-conformance report mcp-auth-report/report.json -f html,sarif
  $ mcp-auth-conformance explain server/challenge/status-401

Exit codes: 0 conformant · 1 violations · 2 usage · 3 incomplete · 70 a bug of this tool · 130 interrupted`;

/** The whole program. Nothing is printed or run before it parses. */
export function createProgram(): Command {
  const program = new Command('mcp-auth-conformance')
    .description(
      'Tells whether an MCP server, an authorization server or an MCP client does authorization right.',
    )
    .version(VERSION, '-V, --version')
    .usage('<command> [options]')
    // The flags after "report merge" are for "merge", though "report" has them too.
    .enablePositionalOptions()
    .addHelpText('after', EXAMPLES);
  const commands = [
    serverCommand(),
    authorizationServerCommand(),
    clientCommand(),
    runCommand(),
    initCommand(),
    connectCommand(),
    demoCommand(),
    devCommand(),
    mockAuthorizationServerCommand(),
    serveCommand(),
    reportCommand(),
    listCommand(),
    explainCommand(),
  ];
  for (const command of commands)
    program.addCommand(command.exitOverride().showHelpAfterError(`(${helpOf(command)})`));
  return program.exitOverride().showHelpAfterError(`(${helpOf()})`);
}

function helpOf(command?: Command): string {
  return [
    'mcp-auth-conformance',
    ...(command === undefined ? [] : [command.name()]),
    '--help shows what there is',
  ].join(' ');
}
