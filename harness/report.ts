import type { CheckResult, Exchange, Report } from './contract.ts';
import type { Redactor } from './http/redact.ts';
import type { PlannedCheck } from './plan.ts';
import { summarise, verdictOf } from './verdict.ts';
import { VERSION } from './version.ts';

/** What a run has found out. */
export interface Finished extends Pick<Report, 'target' | 'specVersion' | 'notes'> {
  started: Date;
  checks: readonly CheckResult[];
  troubles: readonly string[];
  exchanges: readonly Exchange[];
}

/** The report of a run, with no secret in it. */
export function assembleReport(finished: Finished, redactor: Redactor): Report {
  const { target, specVersion, notes, started, troubles } = finished;
  const checks = finished.checks.map((check) => redactResult(check, redactor));
  return {
    schemaVersion: '1',
    tool: { name: 'mcp-auth-conformance', version: VERSION },
    target: { ...target, url: redactor.text(target.url) },
    specVersion,
    startedAt: started.toISOString(),
    durationMs: Date.now() - started.getTime(),
    verdict: verdictOf(checks, troubles),
    summary: summarise(checks),
    ...(troubles.length === 0 ? {} : { trouble: troubles.map((line) => redactor.text(line)) }),
    ...(notes === undefined || notes.length === 0 ? {} : { notes }),
    checks,
    // Once more, for secrets that were learned only after the exchange that holds them.
    exchanges: finished.exchanges.map((exchange) => redactor.again(exchange)),
  };
}

/** A judge sees redacted evidence only, but a probe's reason may quote what came raw. */
function redactResult(result: CheckResult, redactor: Redactor): CheckResult {
  const texts = (['expected', 'actual', 'reason'] as const).flatMap((member) => {
    const text = result[member];
    return text === undefined ? [] : [[member, redactor.text(text)]];
  });
  return { ...result, ...(Object.fromEntries(texts) as Partial<CheckResult>) };
}

/** Why nothing can be tested when not even the first request was answered. */
export function notReached({ failure, request }: Exchange): string | undefined {
  return failure === undefined ? undefined : `${request.url} was not reached: ${failure.message}`;
}

/** The result of a check whose target was not reached. */
export function unreached<C>({ check, requirement, level }: PlannedCheck<C>, reason: string): CheckResult {
  const { id, title } = check;
  return {
    id,
    requirement: requirement.id,
    title,
    level,
    outcome: 'inconclusive',
    reason,
    sources: requirement.sources,
    evidence: [],
    durationMs: 0,
  };
}

/** What is told of a run that was ended early. */
export function interruption(signal: AbortSignal | undefined): string[] {
  return signal?.aborted === true ? ['The run was interrupted before its end.'] : [];
}
