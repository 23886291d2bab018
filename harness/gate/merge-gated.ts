/** Several reports that have each been through a gate of its own, as one report with what the gates said. */
import type { CheckResult, Excuse, Gate, Report, ReportPart } from '../contract.ts';
import { mergeReports } from './merge.ts';
import { recounted } from './requirement-set.ts';

/** A gated report with the name of its target. */
export interface NamedReport {
  name: string;
  report: Report;
}

/** The weightiest first: violations before a bug of ours, that before what could not be tried, that before an open question. */
const WEIGHT = [1, 70, 2, 3];
const STRICT = ['must', 'should', 'practice'] as const;

/** The exit code of several runs: the weightiest of theirs. */
export function worst(codes: readonly number[]): number {
  return WEIGHT.find((code) => codes.includes(code)) ?? codes.find((code) => code !== 0) ?? 0;
}

/**
 * Merges the reports; what each gate looked past stays excused, and the merged gate holds when all hold.
 *
 * @param trouble What is to be said beside the reports, such as of a target that could not be run.
 * @throws RangeError when there is no report.
 */
export function mergeGated(given: readonly NamedReport[], trouble: readonly string[] = []): Report {
  const named = given.map(({ name, report }) => ({ ...report, target: { ...report.target, name } }));
  const excuses = new Map(
    named.map(({ target, checks }) => [target.name, new Map(checks.map(({ id, excuse }) => [id, excuse]))]),
  );
  const merged = mergeReports(named);
  const checks = merged.checks.map((check): CheckResult => {
    const { name = '' } = (check.part === undefined ? merged : (merged.parts?.[check.part] ?? merged)).target;
    const excuse: Excuse | undefined = excuses.get(name)?.get(check.id);
    return excuse === undefined ? check : { ...check, excuse };
  });
  const sets = new Set(named.map(({ requirementSet }) => requirementSet));
  const [set] = sets.size === 1 ? sets : [];
  const said = [...(merged.trouble ?? []), ...trouble];
  return recounted({
    ...merged,
    ...(set === undefined ? {} : { requirementSet: set }),
    ...(said.length === 0 ? {} : { trouble: said }),
    gate: gateOf(named, trouble, merged.parts),
    checks,
  });
}

function gateOf(
  reports: readonly Report[],
  trouble: readonly string[],
  parts: readonly ReportPart[] = [],
): Gate {
  const gates = reports.flatMap(({ gate, target }) => (gate === undefined ? [] : [{ gate, target }]));
  const several = reports.length > 1 || trouble.length > 0;
  const causes = gates.flatMap(({ gate, target: { name = '' } }) => {
    const part = parts.findIndex(({ target }) => target.name === name);
    return gate.causes.map((cause) => ({
      ...cause,
      ...(several ? { text: `${name}: ${cause.text}` } : {}),
      ...(part < 0 ? {} : { part }),
    }));
  });
  const open = trouble.map((text) => ({ kind: 'open' as const, exitCode: 3, text, checks: [] }));
  const sum = (numbers: number[]) => numbers.reduce((all, one) => all + one, 0);
  const counted = gates.flatMap(({ gate }) => gate.expectedFailures ?? []);
  const baselines = gates.flatMap(({ gate }) => gate.baseline ?? []);
  const minimum = several ? undefined : gates[0]?.gate.coverage.minimumPercent;
  return {
    failOn: STRICT.findLast((level) => gates.some(({ gate }) => gate.failOn === level)) ?? 'must',
    causes: [...causes, ...open],
    exitCode: worst([...gates.map(({ gate }) => gate.exitCode), ...open.map(({ exitCode }) => exitCode)]),
    coverage: {
      judged: sum(gates.map(({ gate }) => gate.coverage.judged)),
      applicable: sum(gates.map(({ gate }) => gate.coverage.applicable)),
      ...(minimum === undefined ? {} : { minimumPercent: minimum }),
    },
    ...(counted.length === 0 ? {} : { expectedFailures: sum(counted) }),
    ...(baselines.length === 0
      ? {}
      : {
          baseline: {
            fixed: baselines.flatMap(({ fixed }) => fixed),
            new: baselines.flatMap((one) => one.new),
            unchanged: baselines.flatMap(({ unchanged }) => unchanged),
          },
        }),
  };
}
