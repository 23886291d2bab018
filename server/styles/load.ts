import { readdir } from 'node:fs/promises';
import type { Style } from '../parts.ts';

export interface NamedStyle extends Style {
  /** Its file name. */
  id: string;
}

/** Finds every style by folder: `<name>.ts`, each the default export of its file. */
export async function loadStyles(): Promise<NamedStyle[]> {
  const files = (await readdir(import.meta.dirname)).filter(isStyleFile);
  return Promise.all(files.sort().map((file) => loadStyle(file.replace(/\.[jt]s$/, ''))));
}

// Compiled, the same folder holds .js and .d.ts.
const isStyleFile = (file: string) => /^(?!load\.)[a-z0-9-]+\.[jt]s$/.test(file);

/** Loads one style by its name. */
export async function loadStyle(id: string): Promise<NamedStyle> {
  const extension = import.meta.filename.endsWith('.ts') ? 'ts' : 'js';
  const url = new URL(`${id}.${extension}`, import.meta.url).href;
  const module = (await import(url)) as { default?: Style };
  if (module.default === undefined) throw new TypeError(`server/styles/${id} has no default export.`);
  return { ...module.default, id };
}
