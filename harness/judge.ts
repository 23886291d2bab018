import type {
  Answered,
  AnsweredEvidence,
  CheckResult,
  Control,
  Evidence,
  Exchange,
  Json,
  Outcome,
} from './contract.ts';
import type { PlannedCheck } from './plan.ts';
import type { Stop } from './signals.ts';

/** The part of a result that the evidence decides. */
export type Ruling = Pick<CheckResult, 'outcome'> &
  Partial<Pick<CheckResult, 'expected' | 'actual' | 'reason' | 'remedy' | 'exhibits'>> & {
    evidence: string[];
  };

/**
 * Turns evidence into an outcome. The engine, not the author, decides: a violation of a MUST fails, of anything else
 * warns; an exchange without an answer, or a control that does not hold, proves nothing.
 */
export function rule<C>(planned: PlannedCheck<C>, evidence: Evidence, control?: Exchange): Ruling {
  const { check, requirement, level } = planned;
  const exchanges = exchangesOf(control === undefined ? evidence : { ...evidence, control });
  const base = {
    evidence: [...new Set(exchanges.map(({ id }) => id))],
    exhibits: exhibitsOf(evidence, control),
  };
  const lost = exchanges.find(isLost);
  if (lost !== undefined && check.observesFailures !== true)
    return { ...base, ...inconclusive(unanswered(lost)) };
  const doubt = control && check.control && controlDoubt(check.control, control);
  if (doubt !== undefined) return { ...base, ...inconclusive(doubt) };
  // Every exchange was answered, or the check looks at failures itself.
  const judgement = check.judge(evidence as AnsweredEvidence<Evidence>);
  switch (judgement.kind) {
    case 'ok':
      return { ...base, outcome: 'pass' };
    case 'violation': {
      const outcome: Outcome = level === 'MUST' && judgement.tolerated !== true ? 'fail' : 'warn';
      return {
        ...base,
        outcome,
        expected: judgement.expected,
        actual: judgement.actual,
        remedy: requirement.remedy,
      };
    }
    case 'not-applicable':
      return { ...base, outcome: 'not-applicable', reason: judgement.reason };
    case 'unclear':
      return { ...base, ...inconclusive(judgement.reason) };
  }
}

/** The outcome of a probe that could not go on. */
export function ruleStop(stop: Stop): Ruling {
  return { outcome: stop.outcome, reason: stop.message, evidence: stop.evidence };
}

function inconclusive(reason: string): { outcome: Outcome; reason: string } {
  return { outcome: 'inconclusive', reason };
}

/** Why a control proves nothing; undefined when it holds. */
export function controlDoubt<C>(control: Control<C>, exchange: Exchange): string | undefined {
  if (isLost(exchange)) return unanswered(exchange);
  const holds = control.holds(exchange as Answered);
  return holds === true ? undefined : `The control does not hold (${control.title}): ${holds}.`;
}

/** No response, or only the beginning of one: neither may be judged as if it were whole. */
function isLost({ response, failure }: Exchange): boolean {
  return response === undefined || failure !== undefined;
}

function unanswered(exchange: Exchange): string {
  const { method, url } = exchange.request;
  return `${method} ${url} was not answered: ${exchange.failure?.message ?? 'no response'}`;
}

/** All exchanges of the evidence, in the order of its names. */
export function exchangesOf(evidence: Evidence): Exchange[] {
  return Object.values(evidence).flatMap((value) =>
    (Array.isArray(value) ? value : [value]).filter(isExchange),
  );
}

function isExchange(value: unknown): value is Exchange {
  return (
    typeof value === 'object' && value !== null && 'request' in value && 'timing' in value && 'via' in value
  );
}

/** The evidence as data: exchanges by their ids, facts as they are. */
function exhibitsOf(evidence: Evidence, control: Exchange | undefined): Record<string, Json> {
  const named = Object.entries(control === undefined ? evidence : { ...evidence, control });
  return Object.fromEntries(
    named.flatMap(([name, value]) => (value === undefined ? [] : [[name, asData(value)]])),
  );
}

function asData(value: Exchange | Exchange[] | Json): Json {
  if (isExchange(value)) return value.id;
  if (Array.isArray(value)) return value.map((entry) => (isExchange(entry) ? entry.id : entry));
  return value;
}
