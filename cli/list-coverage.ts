/** What of the catalogue the checks cover: by role, by topic and by revision. */
import type { Requirement, Revision, Role } from '../harness/contract.ts';
import type { CheckSummary } from './checks.ts';
import { REVISIONS } from './parse.ts';

/** How many requirements there are, and what became of them: requirements = checked + excluded + missing. */
export interface CoverageCounts {
  requirements: number;
  /** Requirements that at least one check judges. */
  checked: number;
  /** Checks that judge them; one requirement may have several. */
  checks: number;
  excluded: number;
  missing: number;
}

/** A topic as a whole. A requirement of an optional extension counts here, but in no revision. */
export interface TopicCoverage extends CoverageCounts {
  revisions: Record<Revision, CoverageCounts>;
}

export interface Exclusion {
  id: string;
  reason: string;
}

export interface RoleCoverage {
  requirements: number;
  checked: number;
  checks: number;
  excluded: Exclusion[];
  missing: string[];
  revisions: Record<Revision, CoverageCounts>;
  topics: Record<string, TopicCoverage>;
}

/** Each requirement of a role is checked, excluded for a reason, or missing. */
export function coverageOf(
  role: Role,
  checks: readonly CheckSummary[],
  all: readonly Requirement[],
): RoleCoverage {
  const fates = all
    .filter((requirement) => requirement.role === role)
    .map((requirement) => fateOf(requirement, checks));
  const topics = [...new Set(fates.map(({ requirement }) => requirement.topic))].sort();
  const { requirements, checked, checks: judging } = countsOf(fates);
  return {
    requirements,
    checked,
    checks: judging,
    excluded: fates.flatMap(({ requirement: { id }, reason }) =>
      reason === undefined ? [] : { id, reason },
    ),
    missing: fates.filter(isMissing).map(({ requirement }) => requirement.id),
    revisions: byRevision(fates),
    topics: Object.fromEntries(
      topics.map((topic) => {
        const mine = fates.filter(({ requirement }) => requirement.topic === topic);
        return [topic, { ...countsOf(mine), revisions: byRevision(mine) }];
      }),
    ),
  };
}

/** What became of a requirement. */
interface Fate {
  requirement: Requirement;
  /** How many checks judge it. */
  checks: number;
  /** Why none does, where that is on purpose. */
  reason: string | undefined;
}

function fateOf(requirement: Requirement, all: readonly CheckSummary[]): Fate {
  const checks = all.filter((check) => check.requirement === requirement.id).length;
  return { requirement, checks, reason: checks === 0 ? exclusionOf(requirement) : undefined };
}

function isMissing({ checks, reason }: Fate): boolean {
  return checks === 0 && reason === undefined;
}

/** Why no check is meant to judge it: a written reason first, else what the catalogue says of its kind. */
export function exclusionOf({
  excluded,
  extension,
  testable,
  caution,
  probe,
}: Requirement): string | undefined {
  if (excluded !== undefined) return excluded;
  if (extension !== undefined) return `Part of the ${extensionName(extension)} extension, which comes later.`;
  if (testable.some((way) => way !== 'not-testable')) return undefined;
  return `Cannot be tested from outside. ${caution ?? probe}`;
}

/** Without the number of the proposal that the catalogue puts before the name: `SEP-1932 DPoP`. */
function extensionName(extension: string): string {
  return extension.replace(/^SEP-\d+ /, '');
}

function byRevision(fates: readonly Fate[]): Record<Revision, CoverageCounts> {
  const of = (revision: Revision) =>
    countsOf(fates.filter(({ requirement }) => counts(requirement, revision)));
  return Object.fromEntries(REVISIONS.map((revision) => [revision, of(revision)])) as Record<
    Revision,
    CoverageCounts
  >;
}

/** A practice is good in every revision; any other requirement counts where a revision gives it a level. */
function counts({ practice, levels }: Requirement, revision: Revision): boolean {
  return practice === true || levels[revision] !== 'none';
}

function countsOf(fates: readonly Fate[]): CoverageCounts {
  return {
    requirements: fates.length,
    checked: fates.filter(({ checks }) => checks > 0).length,
    checks: fates.reduce((sum, { checks }) => sum + checks, 0),
    excluded: fates.filter(({ reason }) => reason !== undefined).length,
    missing: fates.filter(isMissing).length,
  };
}
