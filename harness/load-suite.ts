import { loadCatalogue, type Catalogue } from './catalogue.ts';
import type { Role } from './contract.ts';
import { findChecks } from './find-checks.ts';
import type { FoundCheck } from './plan.ts';

/** What every run of a suite may be told of its checks. */
export interface SuiteChoice {
  /** The catalogue, when it is loaded already. */
  catalogue?: Catalogue;
  /** Where the suites stand. */
  suites?: URL;
  /** Which checks run; all by default. */
  only?: (id: string) => boolean;
}

const SUITES = new URL('../suites/', import.meta.url);

/** The checks of a role that are asked for, each with its requirement. */
export async function loadSuite<C>(
  role: Role,
  { catalogue, suites = SUITES, only }: SuiteChoice,
): Promise<FoundCheck<C>[]> {
  const all = catalogue ?? (await loadCatalogue(new URL('catalogue/', suites)));
  const found = await findChecks<C>(suites, role, all);
  return found.filter(({ check }) => only?.(check.id) ?? true);
}
