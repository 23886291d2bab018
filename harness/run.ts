import pLimit from 'p-limit';
import type { Capability, CheckResult, Evidence, Exchange, RunEvent } from './contract.ts';
import { controlDoubt, rule, ruleStop, type Ruling } from './judge.ts';
import type { PlannedCheck } from './plan.ts';
import { inconclusive, Stop } from './signals.ts';

export interface RunEnvironment<C> {
  capabilities: ReadonlySet<Capability>;
  /** How each capability is enabled, for the reason of an `untested`. */
  enabling: Readonly<Record<Capability, string>>;
  /** A reason why checks that change the target's state do not run; undefined when they may. */
  intrusiveRefused?: string | undefined;
  /** How many checks run side by side. */
  concurrency: number;
  signal?: AbortSignal | undefined;
  onEvent?: ((event: RunEvent) => void) | undefined;
  contextFor: ContextFor<C>;
  /**
   * Further instances of the target, for exclusive checks while the others run on the first; undefined where none came
   * up. Each check meets one instance only.
   */
  others?: readonly Promise<ContextFor<C> | undefined>[] | undefined;
}

/** A context for one check; `restore` puts right what the check disturbed. */
export type ContextFor<C> = (id: string) => { context: C; restore: () => Promise<void> };

/**
 * Runs the checks side by side, and the exclusive ones one by one on each instance: on the first after the others are
 * done; then those that look back. Results come in the order of the plan.
 */
export async function runChecks<C>(
  plan: PlannedCheck<C>[],
  environment: RunEnvironment<C>,
): Promise<CheckResult[]> {
  const results = new Map<string, CheckResult>();
  const run = async (planned: PlannedCheck<C>, contextFor: ContextFor<C>) => {
    const result = await runOne(planned, environment, contextFor);
    results.set(result.id, result);
    environment.onEvent?.({ type: 'check', result, done: results.size, total: plan.length });
  };
  environment.onEvent?.({ type: 'planned', total: plan.length, ids: plan.map(({ check }) => check.id) });
  const limit = pLimit(environment.concurrency);
  const { contextFor, others = [] } = environment;
  const early = inOrder(plan.filter(({ check }) => check.last !== true));
  const shared = early.filter(({ check }) => check.exclusive !== true);
  const exclusive = early.filter(({ check }) => check.exclusive === true);
  const runExclusive = async (contexts: ContextFor<C> | undefined) => {
    if (contexts === undefined) return;
    for (let next = exclusive.shift(); next !== undefined; next = exclusive.shift())
      await run(next, contexts);
  };
  await Promise.all([
    Promise.all(shared.map((planned) => limit(run, planned, contextFor))).then(() =>
      runExclusive(contextFor),
    ),
    ...others.map(async (other) => runExclusive(await other)),
  ]);
  for (const planned of plan.filter(({ check }) => check.last === true)) await run(planned, contextFor);
  return plan.flatMap(({ check }) => results.get(check.id) ?? []);
}

/** Those that wait come first, and the others fill the pause. */
function inOrder<C>(plan: PlannedCheck<C>[]): PlannedCheck<C>[] {
  return [...plan.filter(waits), ...plan.filter((planned) => !waits(planned))];
}

function waits<C>({ check }: PlannedCheck<C>): boolean {
  return check.waits === true;
}

async function runOne<C>(
  planned: PlannedCheck<C>,
  environment: RunEnvironment<C>,
  contextFor: ContextFor<C>,
): Promise<CheckResult> {
  const { check, requirement, level } = planned;
  const started = performance.now();
  const ruling = await ruleOne(planned, environment, contextFor);
  return {
    id: check.id,
    requirement: requirement.id,
    title: check.title,
    level,
    ...ruling,
    sources: requirement.sources,
    durationMs: Math.round(performance.now() - started),
  };
}

async function ruleOne<C>(
  planned: PlannedCheck<C>,
  environment: RunEnvironment<C>,
  contextFor: ContextFor<C>,
): Promise<Ruling> {
  const { check } = planned;
  const { capabilities, enabling, signal } = environment;
  if (isAborted(signal)) return interrupted();
  const lacking = (check.needs ?? []).find((capability) => !capabilities.has(capability));
  if (lacking !== undefined) return ruleStop(new Stop('untested', enabling[lacking]));
  if (check.intrusive === true && environment.intrusiveRefused !== undefined) {
    return ruleStop(new Stop('untested', environment.intrusiveRefused));
  }
  const { context, restore } = contextFor(check.id);
  try {
    const [evidence, control] = await probe(planned, context);
    return rule(planned, evidence, control);
  } catch (error) {
    if (error instanceof Stop) return ruleStop(error);
    if (isAborted(signal)) return interrupted();
    return {
      outcome: 'error',
      reason: `A bug of this tool in ${check.id}: ${messageOf(error)}`,
      evidence: [],
    };
  } finally {
    await restore();
  }
}

async function probe<C>({ check }: PlannedCheck<C>, context: C): Promise<[Evidence, Exchange?]> {
  const { control } = check;
  if (control === undefined) return [await check.probe(context)];
  // What a check disturbs would disturb its control too, so an exclusive one is controlled first. Where the control
  // does not hold nothing can be learned, and a probe that waits for a recovery would wait in vain.
  if (check.exclusive === true) {
    const before = await control.probe(context);
    const doubt = controlDoubt(control, before);
    if (doubt !== undefined) throw inconclusive(doubt, [before.id]);
    return [await check.probe(context), before];
  }
  const [evidence, beside] = await Promise.allSettled([check.probe(context), control.probe(context)]);
  if (evidence.status === 'rejected') throw evidence.reason;
  if (beside.status === 'rejected') throw beside.reason;
  return [evidence.value, beside.value];
}

function isAborted(signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true;
}

function interrupted(): Ruling {
  return {
    outcome: 'inconclusive',
    reason: 'The run was interrupted before this check was done.',
    evidence: [],
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
