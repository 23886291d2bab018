/** What the build does with other people's packages: which of their files it takes, and what their licenses ask for. */
import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const PACKAGE = /^(.*\/node_modules\/((?:@[^/]+\/)?[^/]+))(\/.*)$/;

/** What stands in the place of a module: a part of it, or something that says that it is missing. */
const INSTEAD = new Map([
  // Tables of 6 MB for a call of `@tavily/core` that nobody makes here.
  ['js-tiktoken', `export const encodingForModel = () => { throw new Error('js-tiktoken is left out.'); };`],
  [
    'undici',
    `export { default as Client } from 'undici/lib/dispatcher/client.js';
     export { default as buildConnector } from 'undici/lib/core/connect.js';`,
  ],
  ['../locales/index.js', `export { default as en } from 'zod/v4/locales/en.js';`],
]);

/** Less to load, and the same to do. What is missing for it makes the build fail. */
export const lean = {
  name: 'lean',
  setup(build) {
    replaceModules(build);
    takeOneCopy(build);
    // V8 reads long JSON faster than a literal of the same.
    build.onLoad({ filter: /\/node_modules\/.*\.json$/ }, async ({ path }) => {
      const text = JSON.stringify(JSON.parse(await readFile(path, 'utf8')));
      return { contents: `module.exports = JSON.parse(${JSON.stringify(text)});` };
    });
  },
};

function replaceModules({ onResolve, onLoad }) {
  onResolve({ filter: /./ }, ({ path, resolveDir }) =>
    INSTEAD.has(path) ? { path, namespace: 'instead', pluginData: resolveDir } : undefined,
  );
  onLoad({ filter: /./, namespace: 'instead' }, ({ path, pluginData }) => ({
    contents: INSTEAD.get(path),
    resolveDir: pluginData,
  }));
}

/** Of several copies of one version of a package one is enough. */
function takeOneCopy({ onResolve, resolve }) {
  const copies = new Map();
  onResolve({ filter: /^[^./]/ }, async ({ path, pluginData, ...options }) => {
    if (pluginData === 'asked' || options.kind === 'entry-point') return undefined;
    const found = await resolve(path, { ...options, pluginData: 'asked' });
    const [, folder, name, file] = PACKAGE.exec(found.path) ?? [];
    if (folder === undefined) return found;
    const key = `${name}@${manifestOf(folder).version}`;
    if (!copies.has(key)) copies.set(key, folder);
    return { ...found, path: copies.get(key) + file };
  });
}

function manifestOf(folder) {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}

/** The license notices of every package of which something stands in the build, as their licenses demand. */
export function notices({ outputs }, root) {
  const inputs = Object.values(outputs).flatMap((output) => Object.keys(output.inputs));
  const folders = new Set(inputs.flatMap((path) => PACKAGE.exec(join(root, path))?.[1] ?? []));
  const texts = [...folders].map((folder) => noticeOf(folder));
  const intro = 'The modules in this folder contain the following packages, each under its own license.';
  return [intro, ...[...new Set(texts)].sort()].join(`\n\n${'-'.repeat(80)}\n\n`) + '\n';
}

function noticeOf(folder) {
  const { name, version, license, author, homepage } = manifestOf(folder);
  const files = readdirSync(folder).filter((file) => /^(?:licen[cs]e|copying|notice)/i.test(file));
  const own = files.map((file) => readFileSync(join(folder, file), 'utf8').trim());
  const by = typeof author === 'object' ? author.name : author;
  const told = [`License: ${license}`, by && `Author: ${by}`, homepage].filter(Boolean).join('\n');
  if (license === undefined && own.length === 0) throw new Error(`${name} ${version} names no license.`);
  return [`${name} ${version}`, told, ...own].join('\n\n');
}
