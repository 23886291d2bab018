import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Catalogue } from './catalogue.ts';
import { levelOf } from './catalogue.ts';
import type { Check, CheckDefinition, Evidence, Level, Requirement, Revision, Role } from './contract.ts';

/** A check of any evidence; what its probe gives is what its judge takes. */
export type AnyCheck<C> = Check<C, Evidence>;

/** A check with the requirement that it judges. */
export interface FoundCheck<C> {
  check: AnyCheck<C>;
  requirement: Requirement;
}

/** A check that is to run, with the level of its requirement in the tested revision. */
export interface PlannedCheck<C> extends FoundCheck<C> {
  level: Level;
}

/**
 * Loads every check of a role: one file each, `<role>/<topic>/<name>`, which is also its id.
 *
 * @throws Error that names the file when a check lacks a default export or names no requirement of its role.
 */
export async function findChecks<C>(suites: URL, role: Role, catalogue: Catalogue): Promise<FoundCheck<C>[]> {
  const folder = new URL(`${role}/`, suites);
  const names = await readdir(fileURLToPath(folder), { recursive: true });
  const files = names
    .filter(isCheckFile)
    .map((file) => ({ file, id: `${role}/${file.replaceAll('\\', '/').replace(/\.[jt]s$/, '')}` }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  return Promise.all(
    files.map(async ({ file, id }) => {
      const module = (await import(new URL(file, folder).href)) as { default?: CheckDefinition<C, Evidence> };
      const requirement = module.default && catalogue.get(module.default.requirement);
      if (module.default === undefined) throw new Error(`${id} has no default export, so it is no check.`);
      if (requirement?.role !== role) {
        throw new Error(
          `${id} judges "${module.default.requirement}", which is no requirement of the role ${role}.`,
        );
      }
      return { check: { ...module.default, id }, requirement };
    }),
  );
}

/** The checks that the revision's text asks for, in the order of their ids. */
export function planChecks<C>(found: FoundCheck<C>[], revision: Revision): PlannedCheck<C>[] {
  return found.flatMap((one) => {
    const level = levelOf(one.requirement, revision);
    return level === undefined ? [] : [{ ...one, level }];
  });
}

function isCheckFile(name: string): boolean {
  return /[\\/].+\.[jt]s$/.test(name) && !/\.(test|d)\.[jt]s$/.test(name);
}
