/**
 * `mcp-auth-conformance/vitest`: a suite as tests of vitest, one for each check, and the mock authorization server as a
 * fixture. Nothing else of this package imports vitest.
 */
import { beforeAll, describe, test as base } from 'vitest';
import type { Report, Role } from '../harness/contract.ts';
import { chosen, readChecks, type ListedCheck } from './listed.ts';
import { mockFixture, type MockFixtures } from './mock-fixture.ts';
import { limitsOf, perform, runOf, type Given, type RunOptions, type SuiteTests } from './perform.ts';
import { failureOf, verdictOf, wholeVerdict } from './verdict.ts';

export type { MockFixtures } from './mock-fixture.ts';
export type { Given, SuiteTests } from './perform.ts';

/** vitest's `test`, with the fixture `mock`; `test.extend({ mockOptions: … })` gives it other options. */
export const test = base.extend<MockFixtures>({
  mockOptions: {},
  mock: mockFixture,
});

/**
 * Declares a test for each check of an MCP server. The suite runs once, before the first of them; with `-t` only the
 * checks that are asked for run.
 *
 * @throws RangeError for a topic or check that does not exist.
 */
export function serverTests(options: Given<RunOptions['server']>, tests: SuiteTests = {}): void {
  declare('server', options, tests);
}

/** The same for an authorization server. @throws RangeError */
export function authorizationServerTests(
  options: Given<RunOptions['authorization-server']>,
  tests: SuiteTests = {},
): void {
  declare('authorization-server', options, tests);
}

/** The same for a client. @throws RangeError */
export function clientTests(options: Given<RunOptions['client']>, tests: SuiteTests = {}): void {
  declare('client', options, tests);
}

const WHOLE = 'the run as a whole';

function declare<R extends Role>(role: R, options: Given<RunOptions[R]>, tests: SuiteTests): void {
  const all = readChecks();
  const checks = chosen(all, role, tests);
  const run = runOf(role, options);
  describe(tests.title ?? `MCP authorization: ${role}`, () => {
    let report: Report;
    // vitest reads from the first parameter what a hook needs, and hands over the suite from 4.1 on.
    beforeAll(async ({}, suite?: unknown) => {
      report = await perform(run, wantedOf(suite, checks), all, tests);
    }, limitsOf(tests).waitMs);
    for (const check of checks) {
      base(nameOf(check), async ({ skip, annotate }) => {
        const verdict = verdictOf(report, check.id);
        if (verdict.kind === 'failed') throw failureOf(verdict.message);
        if (verdict.kind === 'warned') await annotate(verdict.message, 'warning');
        if (verdict.kind === 'skipped') skip(verdict.reason);
      });
    }
    base(WHOLE, () => {
      const trouble = wholeVerdict(report);
      if (trouble !== undefined) throw failureOf(trouble);
    });
  });
}

function nameOf({ id, title }: ListedCheck): string {
  return `${id}: ${title}`;
}

/** The checks whose tests are to run: `-t`, `.only` and a line number leave the others out. */
function wantedOf(suite: unknown, checks: readonly ListedCheck[]): ReadonlySet<string> {
  const running = new Set(
    tasksOf(suite).flatMap(({ name, mode }) => (mode === 'skip' || mode === 'todo' ? [] : [name])),
  );
  const wanted = checks.filter((check) => running.has(nameOf(check)));
  return new Set((wanted.length === 0 ? checks : wanted).map(({ id }) => id));
}

function tasksOf(suite: unknown): { name?: unknown; mode?: unknown }[] {
  if (typeof suite !== 'object' || suite === null || !('tasks' in suite)) return [];
  return Array.isArray(suite.tasks) ? (suite.tasks as { name?: unknown; mode?: unknown }[]) : [];
}
