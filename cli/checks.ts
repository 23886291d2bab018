/** Which checks there are, and which of them are asked for. */
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Capability, Role } from '../harness/contract.ts';
import { globOf } from '../harness/glob.ts';
import { codeOf, usageFailure } from './failure.ts';
import { oneOf } from './parse.ts';
import { suggest } from '../mock-as/suggest.ts';

/** Beside the compiled command line as beside its source. */
export const SUITES = new URL('../suites/', import.meta.url);
const ROLES: Role[] = ['server', 'authorization-server', 'client'];

/** What is known of a check without running it. */
export interface CheckSummary {
  id: string;
  role: Role;
  requirement: string;
  title: string;
  needs: Capability[];
}

/** All checks. A build has them in one file, because loading hundreds of modules takes its time. */
export async function listChecks(): Promise<CheckSummary[]> {
  try {
    return JSON.parse(await readFile(new URL('checks.json', SUITES), 'utf8')) as CheckSummary[];
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
    return loadChecks();
  }
}

/** Loads every check module. Also for the build, which writes what this gives to `checks.json`. */
export async function loadChecks(): Promise<CheckSummary[]> {
  const [{ findChecks }, { loadCatalogue }] = await Promise.all([
    import('../harness/find-checks.ts'),
    import('../harness/catalogue.ts'),
  ]);
  const catalogue = await loadCatalogue(new URL('catalogue/', SUITES));
  const present = new Set(await readdir(fileURLToPath(SUITES)));
  const found = await Promise.all(
    ROLES.filter((role) => present.has(role) || present.has(`${role}.js`)).map(async (role) =>
      (await findChecks(SUITES, role, catalogue)).map(({ check }) => ({
        id: check.id,
        role,
        requirement: check.requirement,
        title: check.title,
        needs: check.needs ?? [],
      })),
    ),
  );
  return found.flat();
}

/** The flags that choose checks. */
export interface Choice {
  topic?: string[];
  suite?: string[];
  check?: string[];
  scenario?: string[];
}

/**
 * Which checks of a role are asked for; undefined for all of them.
 *
 * @throws Failure (usage) for a topic or a check that does not exist.
 */
export async function choose(role: Role, choice: Choice): Promise<((id: string) => boolean) | undefined> {
  const topics = [...(choice.topic ?? []), ...(choice.suite ?? [])];
  const patterns = [...(choice.check ?? []), ...(choice.scenario ?? [])];
  if (topics.length === 0 && patterns.length === 0) return undefined;
  const ids = (await listChecks()).filter((check) => check.role === role).map(({ id }) => id);
  const known = [...new Set(ids.map(topicOf))];
  for (const topic of topics) oneOf('topic', topic, known);
  const matchers = patterns.map((pattern) => matcherOf(pattern, role, ids));
  const chosen = ids.filter(
    (id) =>
      (topics.length === 0 || topics.includes(topicOf(id))) &&
      (matchers.length === 0 || matchers.some((matches) => matches(id))),
  );
  if (chosen.length === 0) throw usageFailure('No check is of the given topics and also matches --check.');
  const wanted = new Set(chosen);
  return (id) => wanted.has(id);
}

function topicOf(id: string): string {
  return id.split('/')[1] ?? '';
}

function matcherOf(pattern: string, role: Role, ids: string[]): (id: string) => boolean {
  const full = pattern.startsWith(`${role}/`) || pattern.startsWith('*') ? pattern : `${role}/${pattern}`;
  const matches = globOf(full);
  if (ids.some(matches)) return matches;
  const near = suggest(full, ids);
  const hint =
    near.length > 0 ? `Did you mean ${near.join(' or ')}?` : '"mcp-auth-conformance list" shows them all.';
  throw usageFailure(`No check matches "${pattern}". ${hint}`);
}
