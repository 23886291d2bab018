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
  tls?: true;
}

const HELP = `
Examples:
  $ mcp-auth-conformance demo
  $ mcp-auth-conformance demo --spec-version 2025-11-25 --verbose
  $ mcp-auth-conformance demo --tls                   everything by https, with an authority made for the run
  $ mcp-auth-conformance demo --json > report.json`;

export function demoCommand(): Command {
  const command = new Command('demo')
    .summary('test the reference server against the mock authorization server')
    .description(
      'Starts the mock authorization server and the reference server on free loopback ports and runs the server suite.',
    )
    .option(
      '--tls',
      'let mock and reference server speak https, with a certificate authority made for the run',
    );
  return addRunFlags(command).addHelpText('after', HELP).action(demo);
}

async function demo(flags: DemoFlags): Promise<void> {
  const only = await choose('server', flags);
  await runSuite(flags, async (hooks) => {
    const [{ runServerSuite }, lab] = await Promise.all([
      import('../harness/run-server.ts'),
      labOf(flags.tls === true),
    ]);
    return runServerSuite({
      ...hooks,
      ...lab,
      ...(only === undefined ? {} : { only }),
      specVersion: flags.specVersion,
      strictHttps: flags.strictHttps === true,
      timeoutMs: flags.timeout,
    });
  });
}

async function labOf(isSecure: boolean) {
  const { referenceLab, secureReferenceLab } = await import('./reference-lab.ts');
  if (!isSecure) return referenceLab();
  const { prepareLocalTls } = await import('./local-tls.ts');
  return secureReferenceLab(await prepareLocalTls());
}
