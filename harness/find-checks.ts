import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Catalogue } from './catalogue.ts';
import type { CheckDefinition, Evidence, Role } from './contract.ts';
import type { FoundCheck } from './plan.ts';

type Definition<C> = CheckDefinition<C, Evidence>;
/** A file without a default export gives undefined. */
type Named<C> = [id: string, definition: Definition<C> | undefined];

/**
 * Loads every check of a role: one file each, `<role>/<topic>/<name>`, which is also its id. A build has them in one
 * module, `<role>.js`, because loading hundreds takes its time.
 *
 * @throws Error that names the file when a check lacks a default export or names no requirement of its role.
 */
export async function findChecks<C>(suites: URL, role: Role, catalogue: Catalogue): Promise<FoundCheck<C>[]> {
  const built = new URL(`${role}.js`, suites);
  const definitions = existsSync(built)
    ? await fromBuild<C>(built)
    : await fromFolder<C>(new URL(`${role}/`, suites), role);
  return definitions
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, definition]) => {
      if (definition === undefined) throw new Error(`${id} has no default export, so it is no check.`);
      const requirement = catalogue.get(definition.requirement);
      if (requirement?.role !== role) {
        throw new Error(
          `${id} judges "${definition.requirement}", which is no requirement of the role ${role}.`,
        );
      }
      return { check: { ...definition, id }, requirement };
    });
}

async function fromBuild<C>(module: URL): Promise<Named<C>[]> {
  const { default: byId } = (await import(module.href)) as { default: Record<string, Definition<C>> };
  return Object.entries(byId);
}

async function fromFolder<C>(folder: URL, role: Role): Promise<Named<C>[]> {
  const names = await readdir(fileURLToPath(folder), { recursive: true });
  return Promise.all(
    names.filter(isCheckFile).map(async (file) => {
      const module = (await import(new URL(file, folder).href)) as { default?: Definition<C> };
      return [`${role}/${file.replaceAll('\\', '/').replace(/\.[jt]s$/, '')}`, module.default];
    }),
  );
}

/** Checks stand in the folder of their topic; what stands beside these folders is shared by them. */
function isCheckFile(name: string): boolean {
  return /[\\/].+\.[jt]s$/.test(name) && !/\.(test|test-helper|d)\.[jt]s$/.test(name);
}
