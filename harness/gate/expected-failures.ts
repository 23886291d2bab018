/**
 * The file of expected failures. Four rules keep it honest: what is listed runs all the same; what is listed and passes is
 * an error; an entry that matches nothing is an error; what is inconclusive, or an error of ours, is never excused.
 */
import { parseDocument } from 'yaml';
import { z } from 'zod';
import type { CheckResult, GateCause, Report } from '../contract.ts';
import { globOf } from '../glob.ts';
import { violated } from './compare.ts';

const reason = z.string().trim().min(1, 'say why, with a link to the issue if there is one');
const expires = z.iso.date('write a day as YYYY-MM-DD').exactOptional();
const pattern = z.string().trim().min(1);

const entry = z.union(
  [
    z.strictObject({ check: pattern, reason, expires }),
    z.strictObject({ requirement: pattern, reason, expires }),
  ],
  'write check: or requirement:, with reason: and, if you like, expires:',
);

export type ExpectedFailure = z.output<typeof entry>;

/** Why a file of expected failures cannot be used. */
export class UnreadableExpectations extends Error {
  override readonly name = 'UnreadableExpectations';
}

/**
 * Reads the YAML text.
 *
 * @param name Of the file, for the message.
 * @throws UnreadableExpectations with the entry and what is wrong.
 */
export function parseExpectedFailures(text: string, name: string): ExpectedFailure[] {
  const document = parseDocument(text);
  const [wrong] = document.errors;
  if (wrong !== undefined) throw new UnreadableExpectations(`${name} is not YAML: ${wrong.message}`);
  const value: unknown = document.toJS() ?? [];
  if (!Array.isArray(value)) {
    throw new UnreadableExpectations(
      `${name} is not a list. Write: - check: server/challenge/*, and below it reason: …`,
    );
  }
  return value.map((given: unknown, index) => {
    const result = entry.safeParse(given);
    if (result.success) return result.data;
    throw new UnreadableExpectations(`${name}, entry ${index + 1}: ${issueOf(given, result.error)}`);
  });
}

/** Of a union zod says little; the kind that was meant says more. */
function issueOf(given: unknown, error: z.ZodError): string {
  const kind = typeof given === 'object' && given !== null && 'requirement' in given ? 1 : 0;
  const [issue] = error.issues;
  const inner = issue?.code === 'invalid_union' ? issue.errors[kind]?.[0] : undefined;
  const { path, message } = inner ?? issue ?? { path: [], message: 'it cannot be read' };
  return `${path.length > 0 ? `${path.join('.')}: ` : ''}${message}`;
}

export interface Expectations {
  entries: readonly ExpectedFailure[];
  /** The day it is, YYYY-MM-DD; an entry holds until the end of its last day. */
  today: string;
  /** All ids that exist, when the run was narrowed to some: an entry may then be about another one. */
  known?: ReadonlySet<string> | undefined;
}

/** What a file expects, as of today. @throws UnreadableExpectations */
export function expectationsIn(text: string, file: string, known: Expectations['known']): Expectations {
  const today = new Date().toISOString().slice(0, 10);
  return { entries: parseExpectedFailures(text, file), today, known };
}

/** The checks with what is excused marked, and what is no longer true about the list. */
export function expectFailures(
  report: Report,
  { entries, today, known }: Expectations,
): { checks: CheckResult[]; causes: GateCause[] } {
  let { checks } = report;
  const causes: GateCause[] = [];
  const say = (text: string, about: CheckResult[] = []) =>
    causes.push({ kind: 'expectations', exitCode: 1, text, checks: about.map(({ id }) => id) });
  const roles = new Set((report.parts ?? [report]).map(({ target }) => target.role as string));
  for (const one of entries) {
    const name = 'check' in one ? one.check : one.requirement;
    const matched = checks.filter(matcherOf(one));
    if (matched.length === 0) {
      if (isElsewhere(one, roles, known)) continue;
      say(`The expected failure "${name}" matches no check of this run: correct or remove it.`);
      continue;
    }
    const passing = passingOf(one, matched);
    if (passing.length > 0)
      say(`Listed as an expected failure ("${name}"), but passes: remove the entry.`, passing);
    const failing = matched.filter(violated);
    if (one.expires !== undefined && one.expires < today) {
      if (failing.length > 0) say(`The expected failure "${name}" has expired on ${one.expires}.`, failing);
      continue;
    }
    const until = one.expires === undefined ? '' : ` (until ${one.expires})`;
    const excuse = { by: 'expected-failures' as const, reason: `${one.reason}${until}` };
    checks = checks.map((check) =>
      check.excuse === undefined && failing.includes(check) ? { ...check, excuse } : check,
    );
  }
  return { checks, causes };
}

function matcherOf(entry: ExpectedFailure): (check: CheckResult) => boolean {
  if ('check' in entry) {
    const matches = globOf(entry.check);
    return ({ id }) => matches(id);
  }
  const matches = globOf(entry.requirement);
  return ({ requirement }) => matches(requirement);
}

/** A requirement is listed as a whole: it passes when none of its checks is violated. */
function passingOf(entry: ExpectedFailure, matched: CheckResult[]): CheckResult[] {
  const passed = matched.filter(({ outcome }) => outcome === 'pass');
  if ('check' in entry) return passed;
  const broken = new Set(
    matched.filter(({ outcome }) => outcome !== 'pass').map(({ requirement }) => requirement),
  );
  return passed.filter(({ requirement }) => !broken.has(requirement));
}

const ROLES = ['server', 'authorization-server', 'client'];

/** One list may serve several targets: an entry for another role, or for a check that was not asked for, is no error. */
function isElsewhere(
  entry: ExpectedFailure,
  roles: ReadonlySet<string>,
  known: ReadonlySet<string> | undefined,
): boolean {
  const name = 'check' in entry ? entry.check : entry.requirement;
  const role = name.split(/[/.]/)[0] ?? '';
  if (ROLES.includes(role) && !roles.has(role)) return true;
  return known !== undefined && [...known].some(globOf(name));
}
