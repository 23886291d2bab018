/**
 * `mcp-auth-conformance/playwright`: a suite as tests of Playwright, one for each check, and the mock authorization
 * server as a fixture. Nothing else of this package imports Playwright.
 */
import { test as base, type TestInfo } from '@playwright/test';
import type { Report, Role } from '../harness/contract.ts';
import { createKeptReport, type KeptReport } from './kept-report.ts';
import { chosen, readChecks } from './listed.ts';
import { mockFixture, type MockFixtures } from './mock-fixture.ts';
import { limitsOf, perform, runOf, type Given, type RunOptions, type SuiteTests } from './perform.ts';
import { failureOf, verdictOf, wholeVerdict } from './verdict.ts';

export { expect } from '@playwright/test';
export type { MockFixtures } from './mock-fixture.ts';
export type { Given, SuiteTests } from './perform.ts';

/** Playwright's `test`, with the fixture `mock`; `test.use({ mockOptions: … })` gives it other options. */
export const test = base.extend<MockFixtures>({
  mockOptions: [{}, { option: true }],
  mock: mockFixture,
});

/**
 * Declares a test for each check of an MCP server. The suite runs once, with the first of them; a test that is tried
 * again runs its own check again.
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
  const everything = new Set(checks.map(({ id }) => id));
  const run = runOf(role, options);
  const title = tests.title ?? `MCP authorization: ${role}`;
  const { waitMs } = limitsOf(tests);
  base.describe(title, () => {
    // In one worker at a time, also where the configuration says fullyParallel: they share a run.
    base.describe.configure({ mode: 'default', timeout: waitMs });
    let kept: KeptReport | undefined;
    const reportFor = async (info: TestInfo, id?: string): Promise<Report> => {
      if (info.retry > 0 && id !== undefined) return perform(run, new Set([id]), all, tests);
      const key = `${info.project.name}\n${info.file}\n${title}\n${info.repeatEachIndex}`;
      kept ??= createKeptReport(info.project.outputDir, key);
      const asks = `${id ?? WHOLE} ${info.retry}`;
      const found = await kept.get(asks, () => perform(run, everything, all, tests));
      if ('report' in found) return found.report;
      info.skip(true, `There was no run: ${found.error}`);
      throw new Error(found.error);
    };
    for (const { id, title: name } of checks) {
      // Playwright reads from the first parameter what a test needs; this one needs nothing.
      base(`${id}: ${name}`, async ({}, info) => tell(verdictOf(await reportFor(info, id), id), info));
    }
    base(WHOLE, async ({}, info) => {
      const trouble = wholeVerdict(await reportFor(info));
      if (trouble !== undefined) throw failureOf(trouble);
    });
  });
}

function tell(verdict: ReturnType<typeof verdictOf>, info: TestInfo): void {
  if (verdict.kind === 'failed') throw failureOf(verdict.message);
  if (verdict.kind === 'warned') info.annotations.push({ type: 'warning', description: verdict.message });
  if (verdict.kind === 'skipped') info.skip(true, verdict.reason);
}
