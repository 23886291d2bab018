/** `demo`: mock authorization server, reference server, and the server suite between them. Needs no network. */
import { Command } from 'commander';
import type { Revision } from '../harness/contract.ts';
import { choose, type Choice } from './checks.ts';
import { addRunFlags } from './run-flags.ts';
import { runSuite, type RunFlags } from './suite-run.ts';

interface DemoFlags extends RunFlags, Choice {
  specVersion: Revision | 'auto';
  timeout: number;
  strictHttps?: true;
}

const HELP = `
Examples:
  $ mcp-auth-conformance demo
  $ mcp-auth-conformance demo --spec-version 2025-11-25 --verbose
  $ mcp-auth-conformance demo --json > report.json`;

export function demoCommand(): Command {
  const command = new Command('demo')
    .summary('test the reference server against the mock authorization server')
    .description(
      'Starts the mock authorization server and the reference server on free loopback ports and runs the server suite.',
    );
  return addRunFlags(command).addHelpText('after', HELP).action(demo);
}

async function demo(flags: DemoFlags): Promise<void> {
  const only = await choose('server', flags);
  await runSuite(flags, async (hooks) => {
    const [{ runServerSuite }, { referenceLab }] = await Promise.all([
      import('../harness/run-server.ts'),
      import('./reference-lab.ts'),
    ]);
    return runServerSuite({
      ...hooks,
      ...referenceLab(),
      ...(only === undefined ? {} : { only }),
      specVersion: flags.specVersion,
      strictHttps: flags.strictHttps === true,
      timeoutMs: flags.timeout,
    });
  });
}
