/** `init`: writes a commented config file that fits the project. */
import { stat, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { Command } from 'commander';
import { CONFIG_NAMES, configsIn } from './config-load.ts';
import { codeOf, messageOf, usageFailure } from './failure.ts';

const HELP = `
It looks for an MCP SDK, FastMCP or a Scalekit SDK in package.json, requirements.txt and pyproject.toml, for the command
that starts the project, and for names of variables in .env.example. Nothing is run, and .env is not read.

Examples:
  $ mcp-auth-conformance init
  $ mcp-auth-conformance init mcp-auth-conformance.config.ts
  $ mcp-auth-conformance init --force             overwrites the one that is there`;

const KINDS = CONFIG_NAMES.map((name) => extname(name));

export function initCommand(): Command {
  return new Command('init')
    .summary('write a config file for this project')
    .description('Looks at the project and writes a commented config file for "run".')
    .argument('[file]', 'what to write; its ending chooses the format', CONFIG_NAMES.at(-2))
    .option('--force', 'overwrite the file')
    .addHelpText('after', HELP)
    .action(async (file: string, flags: { force?: true }) => {
      process.stdout.write(await init(resolve(file), flags.force === true));
    });
}

/**
 * Writes the file and says what it rests on.
 *
 * @throws Failure (usage)
 */
export async function init(path: string, force = false): Promise<string> {
  const kind = extname(path);
  if (!KINDS.includes(kind)) throw usageFailure(`"${basename(path)}" ends in none of ${KINDS.join(', ')}.`);
  const folder = dirname(path);
  if ((await stat(folder).catch(() => undefined))?.isDirectory() !== true)
    throw usageFailure(`There is no folder ${folder}.`);
  const other = (await configsIn(folder)).find((name) => name !== basename(path));
  if (other !== undefined && CONFIG_NAMES.includes(basename(path))) {
    throw usageFailure(
      `There is a config file already: ${join(folder, other)}. Remove it first, or name it to init with --force.`,
    );
  }
  const [{ lookAt }, { configText }] = await Promise.all([
    import('./init-project.ts'),
    import('./init-text.ts'),
  ]);
  const found = await lookAt(folder);
  try {
    await writeFile(path, configText(kind, found), { flag: force ? 'w' : 'wx' });
  } catch (error) {
    if (codeOf(error) === 'EEXIST') throw usageFailure(`${path} is there already. --force overwrites it.`);
    throw usageFailure(`${path} cannot be written: ${messageOf(error)}.`);
  }
  const libraries = found.libraries.map(({ name, file }) => `${name} in ${file}`);
  const start = `node server.js`;
  return [
    `Wrote ${path}: one target, "${found.name}", ${found.role === 'server' ? 'an MCP server in the lab' : 'an MCP client'}.`,
    libraries.length === 0
      ? 'No MCP library was found, so this is an example to be changed.'
      : `Found ${libraries.join(', ')}.`,
    found.command === undefined
      ? `How it starts was not found: put its command in place of "${found.role === 'server' ? start : 'node client.js'}".`
      : `It is started by: ${found.command}`,
    `Look through it, then: mcp-auth-conformance run${CONFIG_NAMES.includes(basename(path)) ? '' : ` --config ${basename(path)}`}`,
    '',
  ].join('\n');
}
