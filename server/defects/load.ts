import { readdir } from 'node:fs/promises';
import type { Alteration, Defect } from '../parts.ts';
import { loadStyle } from '../styles/load.ts';

export interface NamedDefect extends Defect {
  /** `<topic>/<name>`: its path below this folder. */
  id: string;
  /** What makes the server tell this lie: the style that it needs, then the lie. */
  alterations: Alteration[];
}

/** Finds every defect by folder: `<topic>/<name>.ts`, each the default export of its file. */
export async function loadDefects(): Promise<NamedDefect[]> {
  const entries = await readdir(import.meta.dirname, { recursive: true });
  const files = entries.map((entry) => entry.replaceAll('\\', '/')).filter(isDefectFile);
  return Promise.all(files.sort().map(load));
}

// Compiled, the same folder holds .js and .d.ts.
const isDefectFile = (path: string) =>
  path.includes('/') && /\.[jt]s$/.test(path) && !/\.(?:d|test)\.ts$/.test(path);

async function load(path: string): Promise<NamedDefect> {
  const module = (await import(new URL(path, import.meta.url).href)) as { default?: Defect };
  if (module.default === undefined) throw new TypeError(`server/defects/${path} has no default export.`);
  const { style } = module.default;
  const base = style === undefined ? [] : [await loadStyle(style)];
  return { ...module.default, id: path.replace(/\.[jt]s$/, ''), alterations: [...base, module.default] };
}
