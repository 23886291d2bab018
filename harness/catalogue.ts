/**
 * The catalogue: what the specifications ask of each role, by revision, from `suites/catalogue/`.
 * A built package holds it as one `catalogue.json`, because parsing half a megabyte of YAML takes longer
 * than a command like `list` may take as a whole.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Level, Requirement, Revision, Role } from './contract.ts';

/** The file that a build puts in the place of the YAML files. */
export const builtCatalogue = 'catalogue.json';

export interface Catalogue {
  all: readonly Requirement[];
  get(id: string): Requirement | undefined;
  forRole(role: Role): Requirement[];
  /** The ids most like a mistyped one, nearest first; at most five, none when nothing is like it. */
  suggest(id: string): string[];
}

/**
 * Reads the catalogue of a folder: its `catalogue.json` when it was built, else its checked YAML files.
 *
 * @throws Error that lists each file, id and member that is wrong.
 */
export async function loadCatalogue(folder: URL | string): Promise<Catalogue> {
  const path = pathOf(folder);
  return catalogueOf((await readBuilt(path)) ?? (await readSource(path)));
}

/** The YAML files of a folder as the text of its `catalogue.json`. For the build. */
export async function catalogueAsJson(folder: URL | string): Promise<string> {
  return `${JSON.stringify(await readSource(pathOf(folder)))}\n`;
}

/** A catalogue of the given requirements. */
export function catalogueOf(all: readonly Requirement[]): Catalogue {
  const byId = new Map(all.map((requirement) => [requirement.id, requirement]));
  return {
    all,
    get: (id) => byId.get(id),
    forRole: (role) => all.filter((requirement) => requirement.role === role),
    suggest: (id) => nearest(id, [...byId.keys()]),
  };
}

/**
 * The force of a requirement in a revision; `undefined` when the revision does not ask for it.
 * Duties of optional extensions are not judged yet, so they have none.
 */
export function levelOf(requirement: Requirement, revision: Revision): Level | undefined {
  if (requirement.extension !== undefined) return undefined;
  if (requirement.practice) return 'practice';
  const level = requirement.levels[revision];
  return level === 'none' ? undefined : level;
}

function pathOf(folder: URL | string): string {
  return folder instanceof URL ? fileURLToPath(folder) : folder;
}

async function readSource(path: string): Promise<Requirement[]> {
  const { readCatalogueSource } = await import('./catalogue-source.ts');
  return readCatalogueSource(path);
}

/** Built JSON is our own output, already checked: it is taken as it is. */
async function readBuilt(path: string): Promise<Requirement[] | undefined> {
  const file = join(path, builtCatalogue);
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    return JSON.parse(text) as Requirement[];
  } catch (error) {
    throw new Error(`${file} is not the JSON that the build wrote; build or install the package again`, {
      cause: error,
    });
  }
}

const suggestions = 5;

/** Ids within a typing error's distance, and those that hold the given words. */
function nearest(wanted: string, ids: string[]): string[] {
  const query = wanted.toLowerCase().replaceAll('/', '.');
  return ids
    .map((id) => ({ id, distance: likeness(query, id) }))
    .filter(({ distance }) => distance <= 0.4)
    .sort((a, b) => a.distance - b.distance || (a.id < b.id ? -1 : 1))
    .slice(0, suggestions)
    .map(({ id }) => id);
}

/** 0 for the same id, 1 for nothing in common. The name alone counts almost as much as the whole id. */
function likeness(query: string, id: string): number {
  const name = id.slice(id.lastIndexOf('.') + 1);
  const relative = (text: string) => editDistance(query, text) / Math.max(query.length, text.length, 1);
  const near = Math.min(relative(id), relative(name) + 0.05);
  const parts = query.split(/[^a-z0-9]+/).filter((part) => part.length > 2);
  const held = parts.filter((part) => id.includes(part)).length;
  return parts.length > 0 && held === parts.length ? Math.min(near, 0.3) : near;
}

/** Levenshtein distance, one row at a time. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min((previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, substitution));
    }
    previous = row;
  }
  return previous[b.length] ?? 0;
}
