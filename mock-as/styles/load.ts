import { readdir } from 'node:fs/promises';
import type { Style } from '../parts.ts';

export interface NamedStyle extends Style {
  /** Its file name. */
  id: string;
}

/** Finds every style by folder: `<name>.ts`, each the default export of its file. */
export async function loadStyles(): Promise<NamedStyle[]> {
  const files = (await readdir(import.meta.dirname)).filter(isStyleFile);
  return Promise.all(files.sort().map(load));
}

// Compiled, the same folder holds .js and .d.ts.
const isStyleFile = (file: string) => /^(?!load\.)[a-z0-9-]+\.[jt]s$/.test(file);

async function load(file: string): Promise<NamedStyle> {
  const module = (await import(new URL(file, import.meta.url).href)) as { default?: Style };
  if (module.default === undefined) throw new TypeError(`mock-as/styles/${file} has no default export.`);
  return { ...module.default, id: file.replace(/\.[jt]s$/, '') };
}
