/** What `mock-as` starts beside the mock: its control plane, and the file that keeps its state. */
import { access } from 'node:fs/promises';
import { Option, type Command } from 'commander';
import type { ControlPlane, MockAuthorizationServer } from '../mock-as/index.ts';
import { messageOf, usageFailure } from './failure.ts';
import { listening } from './listening.ts';
import { port } from './parse.ts';

/** The environment variable that both ends read the secret of the control plane from. */
export const CONTROL_SECRET = 'MCP_AUTH_CONFORMANCE_CONTROL_SECRET';

/** The flags that `addControlFlags` adds. */
export interface ControlFlags {
  /** False by `--no-control`. */
  control: boolean;
  controlPort?: number;
  state?: string;
}

export function addControlFlags(command: Command): Command {
  return command
    .option(
      '--no-control',
      'without the control plane, by which other programs mint tokens and stage outages',
    )
    .addOption(
      new Option('--control-port <port>', 'port of the control plane (default: a free one)').argParser(port),
    )
    .option(
      '--state <file>',
      'keep the state there; one that is there already replaces what file and flags declare',
    );
}

export interface Beside {
  control?: ControlPlane;
  close(): Promise<void>;
}

/**
 * Starts them for a mock that listens.
 *
 * @throws Failure (usage)
 */
export async function startBeside(
  mock: MockAuthorizationServer,
  { control: wanted, controlPort = 0, state: path }: ControlFlags,
  log: (line: string) => void,
): Promise<Beside> {
  const kept = path === undefined ? undefined : await keep(mock, path, log);
  const closeKept = () => kept?.close().catch(asUsage);
  if (!wanted) return { close: async () => closeKept() };
  const { startControlPlane } = await import('../mock-as/index.ts');
  const secret = process.env[CONTROL_SECRET];
  const control = await listening({ host: '127.0.0.1', port: controlPort, flag: '--control-port' }, () =>
    startControlPlane(mock, {
      port: controlPort,
      ...(secret === undefined || secret === '' ? {} : { secret }),
      log,
      onChange: () => kept?.changed(),
    }),
  );
  return {
    control,
    close: async () => {
      await control.close();
      await closeKept();
    },
  };
}

/** A file that cannot be used is no bug of ours. */
function asUsage(error: unknown): never {
  throw usageFailure(messageOf(error));
}

async function keep(mock: MockAuthorizationServer, path: string, log: (line: string) => void) {
  const { keepState, loadKeptState } = await import('../mock-as/control/keep-state.ts');
  try {
    await loadKeptState(mock, path);
    // Better now than when there is something to lose.
    await mock.saveState(path);
  } catch (error) {
    return asUsage(error);
  }
  return keepState(mock, { path, onTrouble: (error) => log(`warning: ${messageOf(error)}`) });
}

/**
 * Where the mock listened whose state the file holds: the tokens in it name that issuer. Undefined without a file, or
 * when it cannot be read, which `startBeside` then says.
 */
export async function portOfState(path: string | undefined): Promise<number | undefined> {
  if (
    path === undefined ||
    !(await access(path).then(
      () => true,
      () => false,
    ))
  )
    return undefined;
  const { readMockState } = await import('../mock-as/index.ts');
  try {
    return Number(new URL((await readMockState(path)).environment).port);
  } catch {
    return undefined;
  }
}
