import type { Outcome, Revision, Verdict } from '../../harness/contract.ts';

/** A lie of one of the references. */
export interface MatrixDefect {
  /** What it is called in the matrix. */
  name: string;
  breaks: string;
  entails?: readonly string[];
}

/** What one run of the suite said, as far as the matrix is made of it. */
export interface Outcomes {
  /** A baseline, or a defect. */
  name: string;
  specVersion: Revision;
  verdict: Verdict;
  trouble: string[];
  checks: { id: string; requirement: string; outcome: Outcome; detail: string }[];
  /** Of a baseline: the ids of the checks in which each lie shows, by its name. */
  shows?: Record<string, string[]>;
}

type Checked = Outcomes['checks'][number];

/** One defect and what the suite said of it. */
export interface Trial {
  defect: MatrixDefect;
  outcomes: Outcomes;
}

export interface Weighed {
  /** Ids of checks that each defect turned red. */
  kills: { defect: string; breaks: string; killers: string[] }[];
  /** What makes the run fail, one sentence each. */
  problems: string[];
  passed: number;
}

/** A defect's outcomes with those of the baseline for the checks that were not played again. */
export function completed(outcomes: Outcomes, baseline: Outcomes | undefined): Outcomes {
  const played = new Set(outcomes.checks.map(({ id }) => id));
  const rest = baseline?.checks.filter(({ id }) => !played.has(id)) ?? [];
  return { ...outcomes, checks: [...outcomes.checks, ...rest] };
}

const isRed = ({ outcome }: Checked) => outcome === 'fail' || outcome === 'warn';

/**
 * Weighs the trials against the conforming baselines.
 *
 * @param complete whether every defect was tried, so that a check without a kill is a problem.
 */
export function weigh(baselines: Outcomes[], trials: Trial[], complete: boolean): Weighed {
  const problems = baselines.flatMap(baselineProblems);
  const kills = trials.map(({ defect, outcomes }) => {
    const red = outcomes.checks.filter(isRed);
    const meant = new Set([defect.breaks, ...(defect.entails ?? [])]);
    const killers = red.filter((check) => check.requirement === defect.breaks).map(({ id }) => id);
    if (killers.length === 0)
      problems.push(
        `${defect.name} survives: no check of ${defect.breaks} turns red${why(outcomes, defect)}`,
      );
    for (const check of red.filter(({ requirement }) => !meant.has(requirement))) {
      problems.push(`${defect.name} turns the unrelated ${check.id} red: ${check.detail}`);
    }
    for (const check of outcomes.checks.filter(({ outcome }) => outcome === 'error')) {
      problems.push(`${defect.name} makes ${check.id} stumble: ${check.detail}`);
    }
    return { defect: defect.name, breaks: defect.breaks, killers };
  });
  const killing = new Set(kills.flatMap(({ killers }) => killers));
  const checks = new Set(baselines.flatMap(({ checks: all }) => all.map(({ id }) => id)));
  const idle = complete ? [...checks].filter((id) => !killing.has(id)) : [];
  problems.push(...idle.map((id) => `${id} kills nothing`));
  const passed = kills.filter(({ killers }) => killers.length > 0).length + baselines.length;
  return { kills, problems, passed };
}

function baselineProblems({ name, verdict, trouble, checks }: Outcomes): string[] {
  const bad = checks.filter(({ outcome }) => !['pass', 'not-applicable', 'untested'].includes(outcome));
  return [
    ...bad.map(({ id, outcome, detail }) => `${name}: ${id} is ${outcome}: ${detail}`),
    ...(verdict === 'conformant' ? [] : [[`${name} is ${verdict}`, ...trouble].join('; ')]),
  ];
}

/** What the meant checks said instead, for the one who mends it. */
function why({ checks }: Outcomes, { breaks }: MatrixDefect): string {
  const said = checks.filter(({ requirement }) => requirement === breaks);
  if (said.length === 0) return ' (there is none in this revision)';
  return ` (${said.map(({ id, outcome, detail }) => [`${id} is ${outcome}`, detail].filter(Boolean).join(': ')).join('; ')})`;
}

/** The matrix for a person: one line a defect, then the problems. */
export function renderMatrix({ kills, problems }: Weighed): string {
  const width = Math.max(0, ...kills.map(({ defect }) => defect.length));
  const rows = kills.map(
    ({ defect, killers }) =>
      `${killers.length > 0 ? '✗' : ' '} ${defect.padEnd(width)}  ${killers.join(', ') || 'SURVIVES'}`,
  );
  const troubles =
    problems.length === 0
      ? ['No survivor, no collateral.']
      : ['', 'Problems:', ...problems.map((problem) => `- ${problem}`)];
  return [...rows, '', ...troubles].join('\n');
}
