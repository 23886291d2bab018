#!/usr/bin/env node
/**
 * Builds `dist/`: the product and what it rests on in a few modules, because loading hundreds takes longer than many a
 * run; its types in the same folders as the source; what is not TypeScript copied beside them; the catalogue and the list of checks as JSON.
 * With the name of a folder (`node scripts/build.mjs .test-dist`) it is built there, without types: what the tests launch.
 */
import { spawnSync } from 'node:child_process';
import { chmod, copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { lean, notices } from './third-party.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const [, , folder = 'dist'] = process.argv;
const dist = join(root, folder);
const product = ['cli', 'harness', 'suites', 'mock-as', 'server', 'reports'];
/** What the user has, or does without: each is imported by one module, which is for its users only. */
const peers = ['vitest', '@playwright/test'];
const REQUIRE = `import{createRequire as requireOf}from'node:module';const require=requireOf(import.meta.url);`;
const roles = ['server', 'authorization-server', 'client'];

/** Of what can be imported, and of what that rests on. */
function writeTypes() {
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const { status } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) throw new Error('The TypeScript compiler found errors; nothing was built.');
}

/**
 * Every module that can be entered from outside, and the suites, in one go, so that what they share stays one. All but
 * the index stand one folder deep, as in the source, and find their neighbours by the same relative paths.
 */
async function bundle() {
  const present = (await readdir(join(root, 'suites'))).filter((name) => roles.includes(name));
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [
      ...['index', 'cli/bin', 'cli/checks', 'harness/catalogue', 'mock-as/index', 'reports/schema'],
      ...['runners/vitest', 'runners/playwright'],
      ...['server/index', ...present.map((role) => `suites/${role}`)],
    ].map((name) => ({ in: `${name}.ts`, out: name })),
    outdir: dist,
    bundle: true,
    external: peers,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    // What is written as CommonJS asks for Node.js's modules by `require`.
    banner: { js: REQUIRE },
    minifyWhitespace: true,
    legalComments: 'none',
    metafile: true,
    chunkNames: 'chunks/[name]-[hash]',
    logLevel: 'warning',
    plugins: [suites, lean],
  });
  await writeFile(join(dist, 'THIRD-PARTY-NOTICES.txt'), notices(metafile, root));
}

/** `suites/<role>.ts` exists in a build only: every check of the role by its id. */
const suites = {
  name: 'suites',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^suites\/[a-z-]+\.ts$/ }, ({ path }) => ({ path, namespace: 'suites' }));
    onLoad({ filter: /./, namespace: 'suites' }, async ({ path }) => {
      const folder = path.replace(/\.ts$/, '');
      const role = folder.slice('suites/'.length);
      const files = (await readdir(join(root, folder), { recursive: true }))
        .map((file) => file.replaceAll('\\', '/'))
        .filter((file) => /\/.+\.ts$/.test(file) && !/\.(test|test-helper)\.ts$/.test(file));
      const imports = files.map((file, index) => `import check${index} from './${folder}/${file}';`);
      const members = files.map((file, index) => `'${role}/${file.replace(/\.ts$/, '')}': check${index},`);
      return { contents: `${imports.join('\n')}\nexport default {${members.join('\n')}};`, resolveDir: root };
    });
  },
};

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
  const { catalogueAsJson } = await import(join(dist, 'harness/catalogue.js'));
  await mkdir(join(dist, 'suites/catalogue'), { recursive: true });
  await writeFile(
    join(dist, 'suites/catalogue/catalogue.json'),
    await catalogueAsJson(join(root, 'suites/catalogue')),
  );
  const { loadChecks } = await import(join(dist, 'cli/checks.js'));
  await writeFile(join(dist, 'suites/checks.json'), JSON.stringify(await loadChecks()));
  const { reportJsonSchema } = await import(join(dist, 'reports/schema.js'));

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
  if (folder === 'dist') writeTypes();
  await bundle();
  await copyAssets();
  await writeData();
  await makeExecutable();
  process.stderr.write(`Built ${folder}/.\n`);
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
