#!/usr/bin/env node
/**
 * Builds `dist/`: compiled JavaScript and types in the same folders as the source, because suites are found by
 * folder; what is not TypeScript copied beside it; the catalogue and the list of checks as JSON, which load faster.
 */
import { spawnSync } from 'node:child_process';
import { chmod, copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
const product = ['cli', 'harness', 'suites', 'mock-as', 'server', 'reports'];

function compile() {
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const { status } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) throw new Error('The TypeScript compiler found errors; nothing was built.');
}

/** Templates, style sheets and the like. The catalogue's YAML is left out: its JSON takes its place. */
async function copyAssets() {
  for (const folder of product) {
    const names = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
    const assets = names.filter(
      (entry) =>
        entry.isFile() &&
        !['.ts', '.md', '.snap'].includes(extname(entry.name)) &&
        !(folder === 'suites' && entry.name.endsWith('.yaml')),
    );
    for (const { parentPath, name } of assets) {
      const source = join(parentPath, name);
      const target = join(dist, source.slice(root.length));
      await mkdir(dirname(target), { recursive: true });
      await copyFile(source, target);
    }
  }
}

/** With the compiled code itself, so that the build also proves that it runs. */
async function writeData() {
  const { catalogueAsJson } = await import('../dist/harness/catalogue.js');
  await mkdir(join(dist, 'suites/catalogue'), { recursive: true });
  await writeFile(
    join(dist, 'suites/catalogue/catalogue.json'),
    await catalogueAsJson(join(root, 'suites/catalogue')),
  );
  const { loadChecks } = await import('../dist/cli/checks.js');
  await writeFile(join(dist, 'suites/checks.json'), JSON.stringify(await loadChecks()));
  const { reportJsonSchema } = await import('../dist/reports/schema.js');

  await writeFile(
    join(dist, 'reports/report.schema.json'),
    `${JSON.stringify(reportJsonSchema(), null, 2)}\n`,
  );
}

async function makeExecutable() {
  const bin = join(dist, 'cli/bin.js');
  const text = await readFile(bin, 'utf8');
  if (!text.startsWith('#!/usr/bin/env node\n')) throw new Error(`${bin} has lost its first line.`);
  await chmod(bin, 0o755);
}

try {
  await rm(dist, { recursive: true, force: true });
  compile();
  await copyAssets();
  await writeData();
  await makeExecutable();
  process.stderr.write('Built dist/.\n');
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
