/**
 * Requirement sets: which checks count for a revision, and how strongly, frozen in a file. With one, a newer version of this
 * tool turns no green build red: what is new runs and is shown, but does not count.
 */
import { readdir, readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { CheckResult, Report } from '../contract.ts';
import { summarise, verdictOf } from '../verdict.ts';
import { saidOf } from './part-names.ts';

const requirementSet = z.strictObject({
  name: z.string().regex(/^\d{4}-\d{2}-\d{2}@\d+$/),
  revision: z.enum(['2025-03-26', '2025-06-18', '2025-11-25', '2026-07-28']),
  /** The day of the freezing. */
  frozen: z.iso.date(),
  /** The level of each check, by its id. */
  checks: z.record(z.string(), z.enum(['MUST', 'SHOULD', 'MAY', 'practice'])),
});

export type RequirementSet = z.output<typeof requirementSet>;

/** Names of the sets in a folder, by revision, the newest of each last. */
export async function listRequirementSets(folder: URL): Promise<string[]> {
  return (await readdir(folder))
    .flatMap((file) => /^(\d{4}-\d{2}-\d{2}@\d+)\.json$/.exec(file)?.[1] ?? [])
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
}

/** A set by its name, such as `2025-11-25@1`; undefined when there is none. */
export async function loadRequirementSet(folder: URL, name: string): Promise<RequirementSet | undefined> {
  if (!(await listRequirementSets(folder)).includes(name)) return undefined;
  const text = await readFile(new URL(`${name}.json`, folder), 'utf8');
  return requirementSet.parse(JSON.parse(text));
}

/** The report as the set counts it. A level that was raised since counts as it was. */
export function applyRequirementSet(report: Report, { name, checks: frozen }: RequirementSet): Report {
  const checks = report.checks.map((check): CheckResult => {
    const level = frozen[check.id];
    if (level === undefined) {
      const reason = `New since ${name}, not yet counted.`;
      return { ...check, excuse: { by: 'requirement-set', reason } };
    }
    const lowered = check.outcome === 'fail' && level !== 'MUST';
    return { ...check, level, ...(lowered ? { outcome: 'warn' } : {}) };
  });
  return recounted({ ...report, requirementSet: name, checks });
}

/** Verdict and summary anew, also of each part: what troubled another one leaves it as it is. */
export function recounted(report: Report): Report {
  const { checks, trouble = [], parts } = report;
  return {
    ...report,
    verdict: verdictOf(checks, trouble),
    summary: summarise(checks),
    ...(parts === undefined
      ? {}
      : {
          parts: parts.map((part, index) => ({
            ...part,
            verdict: verdictOf(
              checks.filter((check) => check.part === index),
              trouble.filter((line) => saidOf(line, parts).of.includes(index)),
            ),
          })),
        }),
  };
}
