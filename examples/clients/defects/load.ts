import { readdir } from 'node:fs/promises';
import type { Defect } from '../parts.ts';

export interface NamedDefect extends Defect {
  /** `<topic>/<name>`: its path below this folder. */
  id: string;
}

/** Finds every defect by folder: `<topic>/<name>.ts`, each the default export of its file. */
export async function loadDefects(): Promise<NamedDefect[]> {
  const entries = await readdir(import.meta.dirname, { recursive: true });
  const files = entries.map((entry) => entry.replaceAll('\\', '/')).filter((path) => /\/.+\.ts$/.test(path));
  return Promise.all(files.sort().map(load));
}

async function load(path: string): Promise<NamedDefect> {
  const module = (await import(new URL(path, import.meta.url).href)) as { default?: Defect };
  if (module.default === undefined)
    throw new TypeError(`examples/clients/defects/${path} has no default export.`);
  return { ...module.default, id: path.replace(/\.ts$/, '') };
}
