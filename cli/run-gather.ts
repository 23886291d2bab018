/** Targets of a config file, each understood by the command of its role and made ready, before any of them runs. */
import { join } from 'node:path';
import { CommanderError, type Command } from 'commander';
import { authorizationServerCommand } from './authorization-server.ts';
import { clientCommand } from './client.ts';
import { argumentsOf, flagOf, MissingVariable } from './config-flags.ts';
import type { TargetSettings } from './config.ts';
import { camelCase } from './config-words.ts';
import { Failure, usageFailure } from './failure.ts';
import { serverCommand } from './server.ts';
import { prepareRun, type Perform, type PreparedRun, type SuiteRun } from './suite-run.ts';

/** The commands that the config file speaks of. */
export const COMMANDS: Record<TargetSettings['role'], (perform: Perform) => Command> = {
  server: serverCommand,
  'authorization-server': authorizationServerCommand,
  client: clientCommand,
};

export interface ReadyTarget {
  name: string;
  settings: TargetSettings;
  prepared: PreparedRun;
  run: SuiteRun;
}

export interface GatherOptions {
  /** The output folder of the whole run. */
  output: string;
  verbose: boolean;
  quiet: boolean;
  environment: Record<string, string | undefined>;
}

/** @throws Failure (usage) that names the target. */
export async function gather(
  name: string,
  settings: TargetSettings,
  { output, verbose, quiet, environment }: GatherOptions,
): Promise<ReadyTarget> {
  const place = `targets.${name}`;
  const ready: ReadyTarget[] = [];
  const command = COMMANDS[settings.role](async (flags, run) => {
    const all = {
      ...flags,
      ...(verbose ? { verbose: true as const } : {}),
      ...(quiet ? { quiet: true as const } : {}),
    };
    ready.push({ name, settings, prepared: await prepareRun(all), run });
  });
  command.exitOverride().configureOutput({ writeErr: () => undefined });
  // A variable that is meant for one server must not reach all of them.
  for (const option of command.options) delete option.envVar;
  try {
    const given = argumentsOf({ output: join(output, name), ...settings }, environment);
    await command.parseAsync(given, { from: 'user' });
  } catch (error) {
    if (error instanceof MissingVariable) throw usageFailure(`${place}.${error.message}`);
    if (error instanceof CommanderError) throw usageFailure(`${place}: ${inKeys(error.message, command)}`);
    if (error instanceof Failure)
      throw new Failure(`${place}: ${inKeys(error.message, command)}`, error.exitCode);
    throw error;
  }
  const [one] = ready;
  if (one === undefined) throw new Error(`${place} was not run by its command.`);
  return one;
}

/** A message about flags as one about the keys of the file. */
function inKeys(message: string, command: Command): string {
  const known = new Set(command.options.map(({ long }) => long));
  return message
    .replace(/^error: /, '')
    .replaceAll(
      /option '(--[a-z-]+)[^']*' argument '[^']*' is invalid/g,
      (_, flag: string) => `${flag} is invalid`,
    )
    .replaceAll(/--[a-z][a-z-]*/g, (flag) => (known.has(flag) ? keyOf(flag) : flag));
}

function keyOf(flag: string): string {
  const key = camelCase(flag);
  return flagOf(key) === flag ? key : flag;
}
