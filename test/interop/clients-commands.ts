/** The commands that start the clients under test. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { nodeBinary } from '../package/node-binaries.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../', import.meta.url));
/** What these two ask for; the project itself runs on an older one. */
const NEWER_NODE = 24;
const AI_SDK = '@ai-sdk/mcp@2.0.99';
const MCPORTER = 'mcporter@0.12.3';
/** A build of our own, as it is now. */
const BUILD = '.cache/interop-clients';

/** Makes the command of a client; it stays good as long as the folder is there. */
type Prepare = (folder: string) => Promise<string>;

/** One of the programs in clients/, as one file: a launch costs no more than it has to. */
async function bundled(name: string, folder: string): Promise<string> {
  const outfile = join(folder, `${name}.mjs`);
  await build({
    entryPoints: [join(root, 'test/interop/clients', `${name}.ts`)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
    logLevel: 'warning',
  });
  return outfile;
}

/** Where a package that is no dependency of the project is installed, for this run and the next ones. */
async function installed(pinned: string): Promise<string> {
  const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'mcp-auth-conformance');
  const place = join(cache, pinned.replaceAll(/[^\w.]+/g, '-'));
  const name = pinned.slice(0, pinned.lastIndexOf('@'));
  const found = join(place, 'node_modules', name);
  if (existsSync(found)) return found;
  await mkdir(cache, { recursive: true });
  // Installed aside and then moved, so that an interrupted download leaves nothing half done.
  const aside = await mkdtemp(join(cache, 'download-'));
  const flags = ['--prefix', aside, '--no-audit', '--no-fund', '--ignore-scripts', '--no-save'];
  await run('npm', ['install', ...flags, pinned]);
  await rename(aside, place).catch(() => rm(aside, { recursive: true, force: true }));
  return found;
}

const command = (...words: string[]): string => words.map((word) => `'${word}'`).join(' ');

const sdkV2 =
  (mode: string): Prepare =>
  async (folder) =>
    command(process.execPath, await bundled('sdk-v2', folder), mode);

/** By their names in clients.yaml. */
export const clients: Record<string, Prepare> = {
  'v1 SDK': async (folder) => command(process.execPath, await bundled('sdk-v1', folder)),
  'v2 SDK, legacy': sdkV2('legacy'),
  'v2 SDK, auto': sdkV2('auto'),
  'v2 SDK, pinned': sdkV2('pinned'),
  'mcp-remote': async (folder) =>
    command(
      process.execPath,
      await bundled('mcp-remote', folder),
      join(root, 'node_modules/mcp-remote/dist/proxy.js'),
    ),
  '@ai-sdk/mcp': async (folder) =>
    command(
      await nodeBinary(NEWER_NODE),
      await bundled('ai-sdk', folder),
      join(await installed(AI_SDK), 'dist/index.js'),
    ),
  mcporter: async (folder) =>
    command(
      await nodeBinary(NEWER_NODE),
      await bundled('mcporter', folder),
      join(await installed(MCPORTER), 'dist/cli.js'),
    ),
  connect: async () => {
    await run(process.execPath, [join(root, 'scripts/build.mjs'), BUILD], { cwd: root });
    const program = join(root, BUILD, 'cli/bin.js');
    const storage = '--client-storage "$MCP_CONFORMANCE_STORAGE/client.json"';
    return `${command(process.execPath, program)} connect --call whoami ${storage}`;
  },
};
