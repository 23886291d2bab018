/** Which checks become tests. Read at once, as tests are declared before anything can be waited for. */
import { readFileSync } from 'node:fs';
import type { Role } from '../harness/contract.ts';
import { globOf } from '../harness/glob.ts';

/** What is known of a check without running it. */
export interface ListedCheck {
  id: string;
  role: Role;
  requirement: string;
  title: string;
}

/** Which checks of a role become tests; all by default. */
export interface CheckChoice {
  /** Only the checks of these topics, such as `challenge`. */
  topics?: readonly string[];
  /** Only these checks; `*` stands for anything. */
  checks?: readonly string[];
}

/** The build writes it. */
const CHECKS = new URL('../suites/checks.json', import.meta.url);

/** Every check of every role. @throws Error where the package is not built. */
export function readChecks(file: URL = CHECKS): ListedCheck[] {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ListedCheck[];
  } catch (cause) {
    throw new Error(`The list of checks cannot be read from ${file.href}: is the package built?`, { cause });
  }
}

/**
 * The chosen checks of a role.
 *
 * @throws RangeError for a topic that does not exist, or a pattern that matches nothing: such a test run proves nothing.
 */
export function chosen(
  all: readonly ListedCheck[],
  role: Role,
  { topics, checks }: CheckChoice,
): ListedCheck[] {
  const own = all.filter((check) => check.role === role);
  const known = new Set(own.map(({ id }) => topicOf(id)));
  const wrong = topics?.find((topic) => !known.has(topic));
  if (wrong !== undefined) {
    throw new RangeError(
      `There is no topic "${wrong}" of the role ${role}. Known: ${[...known].join(', ')}.`,
    );
  }
  const matchers = checks?.map((pattern) => {
    const matches = globOf(pattern);
    if (own.some(({ id }) => matches(id))) return matches;
    throw new RangeError(`No check matches "${pattern}"; "mcp-auth-conformance list" shows them all.`);
  });
  const found = own.filter(
    ({ id }) => (topics?.includes(topicOf(id)) ?? true) && (matchers?.some((matches) => matches(id)) ?? true),
  );
  if (found.length === 0) throw new RangeError('No check is of the given topics and also matches checks.');
  return found;
}

function topicOf(id: string): string {
  return id.split('/')[1] ?? '';
}
