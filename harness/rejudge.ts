/**
 * Judges a report again from its evidence. Nothing is sent: what a probe saw stands in the report, and a judge is a pure
 * function over it. What has no evidence, such as an untested check, stays as it was.
 */
import { levelOf } from './catalogue.ts';
import type { CheckResult, Evidence, Exchange, Json, Report } from './contract.ts';
import { ungated } from './gate/gate.ts';
import { recounted } from './gate/requirement-set.ts';
import { without } from './gate/without.ts';
import { rule } from './judge.ts';
import type { FoundCheck } from './plan.ts';

/** The checks of this version that a report may name, of any role. */
export type KnownChecks = ReadonlyMap<string, FoundCheck<never>>;

/** The report with the verdicts of this version's judges. `notes` tell what could not be judged again. */
export function rejudge(given: Report, known: KnownChecks): Report {
  const report = ungated(given);
  const exchanges = new Map(report.exchanges.map((exchange) => [exchange.id, exchange]));
  const gone: string[] = [];
  const checks = report.checks.flatMap((result): CheckResult[] => {
    const found = known.get(result.id);
    if (found === undefined) {
      gone.push(result.id);
      return [result];
    }
    const revision = report.parts?.[result.part ?? -1]?.specVersion ?? report.specVersion;
    const level = levelOf(found.requirement, revision);
    // The catalogue no longer asks for it in this revision.
    if (level === undefined) return [];
    return [rejudged(result, { ...found, level }, exchanges)];
  });
  const note = `This version has no such check, so its old outcome stands: ${gone.join(', ')}.`;
  const notes = [...(report.notes ?? []), ...(gone.length > 0 ? [note] : [])];
  return recounted({ ...report, ...(notes.length === 0 ? {} : { notes }), checks });
}

type Found = FoundCheck<never> & { level: CheckResult['level'] };

function rejudged(result: CheckResult, found: Found, exchanges: ReadonlyMap<string, Exchange>): CheckResult {
  const { check, requirement, level } = found;
  const facts = {
    id: result.id,
    requirement: requirement.id,
    title: check.title,
    level,
  };
  const rest = {
    sources: requirement.sources,
    durationMs: result.durationMs,
    ...(result.part === undefined ? {} : { part: result.part }),
  };
  if (result.exhibits === undefined) {
    return {
      ...facts,
      ...without(result, 'id', 'requirement', 'title', 'level', 'sources', 'durationMs', 'part'),
      ...rest,
    };
  }
  try {
    const { control, evidence } = evidenceOf(result.exhibits, check.control !== undefined, exchanges);
    return { ...facts, ...rule(found, evidence, control), ...rest };
  } catch (error) {
    const reason = `A bug of this tool in ${result.id}: ${error instanceof Error ? error.message : String(error)}`;
    return {
      ...facts,
      outcome: 'error',
      reason,
      evidence: result.evidence,
      exhibits: result.exhibits,
      ...rest,
    };
  }
}

/** Exhibits name exchanges by their ids; everything else in them is a fact. */
function evidenceOf(
  exhibits: Record<string, Json>,
  controlled: boolean,
  exchanges: ReadonlyMap<string, Exchange>,
): { evidence: Evidence; control?: Exchange } {
  const evidence: Evidence = Object.fromEntries(
    Object.entries(exhibits).map(([name, value]) => [name, restored(value, exchanges)]),
  );
  if (!controlled) return { evidence };
  const { control, ...others } = evidence;
  return isExchange(control) ? { evidence: others, control } : { evidence };
}

function restored(value: Json, exchanges: ReadonlyMap<string, Exchange>): Exchange | Exchange[] | Json {
  if (typeof value === 'string') return exchanges.get(value) ?? value;
  if (!Array.isArray(value) || value.length === 0) return value;
  const found = value.flatMap((id) => (typeof id === 'string' ? (exchanges.get(id) ?? []) : []));
  return found.length === value.length ? found : value;
}

function isExchange(value: Evidence[string]): value is Exchange {
  return typeof value === 'object' && value !== null && 'request' in value && 'timing' in value;
}
