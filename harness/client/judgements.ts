import type { Judgement } from '../contract.ts';
import { doesNotApply, ok, unclear, violation } from '../judgement.ts';
import type { Launch } from './launch.ts';
import type { Step, StepKind } from './steps.ts';
import { endingOf, isSuccess, type Story } from './story.ts';
import { bearerOf } from './steps.ts';

/** The client that a step names, or was given by a registration. */
export function clientOf({ kind, facts, parameters, got }: Step): string | undefined {
  if (kind === 'registration') return typeof got['client_id'] === 'string' ? got['client_id'] : undefined;
  return facts.client ?? parameters['client_id'];
}

/** Ids that registrations of an attempt have given out. */
export function registeredIn(story: Story, attempt: number): Set<string> {
  return new Set(
    story.of('registration', attempt).flatMap((step) => (isSuccess(step) ? (clientOf(step) ?? []) : [])),
  );
}

/** Whether the MCP server served the client in one of the attempts from this one on. */
export function wasServed(story: Story, fromAttempt: number): boolean {
  return story
    .of('mcp')
    .some((step) => step.attempt >= fromAttempt && isSuccess(step) && bearerOf(step) !== undefined);
}

/** Steps from an attempt on that name a client of the first one: a registration that is stale by then. */
function staleSteps(story: Story, fromAttempt = 2): Step[] {
  const stale = registeredIn(story, 1);
  return story.steps.filter(
    (step) => step.attempt >= fromAttempt && step.kind !== 'registration' && stale.has(clientOf(step) ?? ''),
  );
}

/**
 * Why a scenario of a stale registration says nothing of this client; undefined when it does. Who keeps no registration
 * between launches never has a stale one; how it fares with a pre-registered id is another question.
 */
export function noStaleClient(story: Story): Judgement | undefined {
  if (registeredIn(story, 1).size === 0) return doesNotApply('The client does not register dynamically.');
  if (staleSteps(story).length > 0) return undefined;
  return doesNotApply(
    'The client keeps no registration from one launch to the next, so none of its gets stale.',
  );
}

/** So many are fine in one attempt; what is beyond is a loop. */
export type Bounds = Partial<Record<StepKind, number>>;

const USUAL: Bounds = { registration: 1, authorization: 3, code: 3, refresh: 2, mcp: 30 };

/** A loop in one of the attempts from this one on; undefined when there is none. */
export function loopIn(story: Story, fromAttempt = 2, bounds: Bounds = {}): Judgement | undefined {
  const attempts = [...new Set(story.launches.map(({ attempt }) => attempt))].filter(
    (one) => one >= fromAttempt,
  );
  for (const attempt of attempts) {
    const launch = story.launches.find((one) => one.attempt === attempt);
    const shown = `attempt ${attempt}: ${story.counts(attempt)}. ${endingOf(launch)}`;
    for (const [kind, most = 0] of Object.entries({ ...USUAL, ...bounds }) as [
      StepKind,
      number | undefined,
    ][]) {
      const isBeyond = story.of(kind, attempt).length > most;
      if (isBeyond) return violation(`at most ${most} ${NAMES[kind] ?? kind} in an attempt`, shown);
    }
    if (launch?.endedByLab === 'requests') return violation('an end of the attempt by itself', shown);
  }
  return undefined;
}

const NAMES: Partial<Record<StepKind, string>> = {
  registration: 'registrations',
  authorization: 'authorizations',
  code: 'codes redeemed',
  refresh: 'refreshes',
  mcp: 'MCP requests',
};

/**
 * Whether a launch was ended for its time while the client was still at it, and not waiting in vain: then it, or the
 * machine, was too slow to tell what it would have come to. Who was silent for half of its time has come to a stop.
 */
export function wasCutShort(story: Story, launch: Launch | undefined): boolean {
  if (launch?.endedByLab !== 'time') return false;
  const begun = story.steps
    .filter(({ attempt }) => attempt === launch.attempt)
    .map(({ exchange }) => exchange.timing.startedMs);
  const silentMs = launch.startedMs + launch.durationMs - Math.max(launch.startedMs, ...begun);
  return silentMs < launch.durationMs / 2;
}

/** No more requests than in the first attempt, which got in: nobody who goes round in circles. */
function wasTooSlow(story: Story, launch: Launch): boolean {
  const requests = (attempt: number) => story.steps.filter((step) => step.attempt === attempt).length;
  return wasCutShort(story, launch) && requests(launch.attempt) <= requests(1);
}

/**
 * The stale registration was thrown away and a fresh one made, and the client was served: in the attempt that found out, or
 * in the next one.
 *
 * @param told How the authorization server said that it does not know the client.
 */
export function recovered(story: Story, told: string): Judgement {
  const beside = noStaleClient(story);
  if (beside !== undefined) return beside;
  if (wasServed(story, 2)) {
    const attempts = new Set(story.launches.map(({ attempt }) => attempt));
    const isFresh = [...attempts].some((attempt) => attempt > 1 && registeredIn(story, attempt).size > 0);
    return isFresh ? ok : doesNotApply('The client got in again without asking for what was forgotten.');
  }
  const slow = story.launches.find((launch) => launch.attempt > 1 && wasTooSlow(story, launch));
  if (slow !== undefined) return unclear(`${endingOf(slow)} and was still at it.`);
  const last = story.launches.at(-1)?.attempt ?? 2;
  const again = last > 2 && staleSteps(story, last).length > 0;
  const what = again
    ? 'the client keeps using the registration that is gone'
    : 'the client does not get in again';
  return violation(
    `after ${told}: the registration is dropped, a fresh one made, and the client gets in by the next attempt at the latest`,
    `${what} (attempts 2 to ${last}: ${story.counts(last)} in the last one). ${endingOf(story.launches.at(-1))}`,
  );
}
