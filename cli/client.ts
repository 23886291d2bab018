/** `client`: the client suite against any MCP client that can be started by a command. */
import { Command, Option } from 'commander';
import type { ClientUnderTest } from '../harness/client/launch.ts';
import type { Revision } from '../harness/contract.ts';
import { choose, type Choice } from './checks.ts';
import { watchByHand } from './client-by-hand.ts';
import { usageFailure } from './failure.ts';
import { environmentVariable, milliseconds } from './parse.ts';
import { addRunFlags } from './run-flags.ts';
import { runSuite, type Perform, type RunFlags, type RunHooks } from './suite-run.ts';

const HELP = `
Examples:
  $ mcp-auth-conformance client --command 'node my-client.js'
  $ mcp-auth-conformance client --command 'my-client' --storage-arg --config-dir
  $ mcp-auth-conformance client --command 'node my-client.js' --topic stale-client
  $ mcp-auth-conformance client --command 'node my-client.js' --spec-version 2025-11-25
  $ mcp-auth-conformance client --interactive

The command is run by a shell, with the URL of an MCP server of ours as its last argument. It should connect, authorize,
list the tools, and end. It finds in its environment
  MCP_CONFORMANCE_SCENARIO          the nearest scenario of the official suite, so that clients written for it run here
  MCP_CONFORMANCE_CHECK             what is really tested
  MCP_CONFORMANCE_CONTEXT           JSON, such as {"client_id":"…","client_secret":"…"} where it is to use a given client
  MCP_CONFORMANCE_PROTOCOL_VERSION  the revision to speak
  MCP_CONFORMANCE_STORAGE           a folder that survives from launch to launch of one scenario
Its browser is ours: xdg-open, open and $BROWSER follow the authorization URL, which approves by itself. Fetching the URL
does the same.

A client is launched some hundred times, each time against servers of its own, four at once for each core.

With --interactive you start the client yourself, such as one with windows: the URL to connect to is printed, what the client
does is shown as it happens, and Enter or Ctrl-C ends it. What servers that do everything right can show is then judged, the
rest is untested.`;

interface ClientFlags extends Omit<RunFlags, 'timeout'>, Choice {
  command?: string;
  env?: Record<string, string>;
  storageArg?: string;
  interactive?: true;
  specVersion: Revision | 'auto';
  timeout: number;
}

export function clientCommand(perform: Perform = runSuite): Command {
  const command = new Command('client')
    .summary('test an MCP client')
    .description('Tests whether an MCP client does authorization right.')
    .option('--command <command>', 'shell command that starts the client; the server URL is appended')
    .addOption(
      new Option('--env <KEY=VALUE>', 'environment variable for the command; repeatable').argParser(
        environmentVariable,
      ),
    )
    .option('--storage-arg <flag>', 'flag by which the client takes the folder where it stores things')
    .option('--interactive', 'start the client by hand, and watch what it does');
  const whole = addRunFlags(command).addHelpText('after', HELP);
  const timeout = whole.options.find(({ long }) => long === '--timeout');
  if (timeout !== undefined) {
    timeout.description = 'how long one launch may take; also 30s';
    timeout.argParser(milliseconds).default(30_000, '30000');
  }
  whole.setOptionValueWithSource('timeout', 30_000, 'default');
  return whole.action((flags: ClientFlags) => test(flags, perform));
}

async function test(flags: ClientFlags, perform: Perform): Promise<void> {
  if (flags.interactive === true && flags.command !== undefined)
    throw usageFailure('--command and --interactive exclude each other: who starts the client?');
  const watch = flags.interactive === true ? watchByHand(process.stderr, process.stdin) : undefined;
  const client: ClientUnderTest = watch === undefined ? commandIn(flags) : { byHand: watch.person };
  const only = await choose('client', flags);
  const run = async ({ signal, onEvent }: RunHooks) => {
    const [{ runClientSuite }, { startClientSite }] = await Promise.all([
      import('../harness/run-client.ts'),
      import('./client-site.ts'),
    ]);
    return runClientSuite({
      client,
      startServer: startClientSite,
      specVersion: flags.specVersion,
      limitMs: flags.timeout,
      ...(only === undefined ? {} : { only }),
      signal,
      onEvent,
    });
  };
  await perform(flags, run, watch?.end);
}

function commandIn({ command, env, storageArg }: ClientFlags): ClientUnderTest {
  if (command === undefined || command.trim() === '') {
    throw usageFailure(
      "The command that starts the client is missing: mcp-auth-conformance client --command 'node my-client.js'; or --interactive, to start it by hand.",
    );
  }
  return {
    command,
    ...(env === undefined ? {} : { env }),
    ...(storageArg === undefined ? {} : { storageArgument: storageArg }),
  };
}
