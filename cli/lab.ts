/** `--lab`: a run against a server that trusts a mock authorization server which runs already. */
import { Option, type Command } from 'commander';
import type { ControlAddress } from '../harness/lab/remote-lab.ts';
import { CONTROL_SECRET } from './control.ts';
import { usageFailure } from './failure.ts';

/** The flags that `addLabFlags` adds. */
export interface LabFlags {
  lab?: string;
  labSecret?: string;
}

export function addLabFlags(command: Command): Command {
  return command
    .option('--lab <control url>', 'test in the lab of a running mock-as, which your running server trusts')
    .addOption(new Option('--lab-secret <secret>', 'the control secret that it printed').env(CONTROL_SECRET));
}

/**
 * Where the control plane is; undefined without `--lab`.
 *
 * @throws Failure (usage)
 */
export function controlOf(
  { lab: url, labSecret: secret }: LabFlags,
  command: string | undefined,
): ControlAddress | undefined {
  // The secret alone may stand in the environment.
  if (url === undefined) return undefined;
  if (command !== undefined) {
    throw usageFailure(
      '--command starts your server beside a mock of its own, --lab takes both as they run. Give one.',
    );
  }
  if (secret === undefined || secret === '') {
    throw usageFailure(
      `--lab needs the control secret that mock-as printed: give --lab-secret or set ${CONTROL_SECRET}.`,
    );
  }
  return { url, secret };
}

/** A wrong address or secret is no bug of ours; undefined for other errors. */
export async function labFailure(error: unknown): Promise<Error | undefined> {
  const { ControlFailure } = await import('../mock-as/index.ts');
  return error instanceof ControlFailure ? usageFailure(`--lab: ${error.message}`) : undefined;
}
