import type { CheckResult, Exchange, Json, Report, RunEvent } from './contract.ts';
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
    ...(notes === undefined || notes.length === 0 ? {} : { notes: notes.map((line) => redactor.text(line)) }),
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
  const { exhibits } = result;
  return {
    ...result,
    ...(Object.fromEntries(texts) as Partial<CheckResult>),
    ...(exhibits === undefined ? {} : { exhibits: redactMembers(exhibits, redactor) }),
  };
}

/** A fact may have been noted before a secret in it was known. */
function redactMembers(members: Record<string, Json>, redactor: Redactor): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(members).map(([name, value]) => [redactor.text(name), redactData(value, redactor)]),
  );
}

function redactData(value: Json, redactor: Redactor): Json {
  if (typeof value === 'string') return redactor.text(value);
  if (Array.isArray(value)) return value.map((one) => redactData(one, redactor));
  return value === null || typeof value !== 'object' ? value : redactMembers(value, redactor);
}

/** What listens to a run hears no secret either. */
export function withoutSecrets(
  onEvent: ((event: RunEvent) => void) | undefined,
  redactor: Redactor,
): ((event: RunEvent) => void) | undefined {
  return (
    onEvent &&
    ((event) =>
      onEvent(event.type === 'check' ? { ...event, result: redactResult(event.result, redactor) } : event))
  );
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
