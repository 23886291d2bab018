import type { Scenario } from './context.ts';
import type { Ended } from './process.ts';
import type { Step } from './steps.ts';

/** A client that a person starts and uses, such as one with windows. */
export interface ByHand {
  /** The servers are there: tells the person where. */
  begin: (url: string) => void;
  /** What the client did, as it happens. */
  step: (step: Step) => void;
  /** Resolves when the person is done. */
  over: Promise<unknown>;
}

/** Servers that do everything right, for one person with one client. */
export const BY_HAND: Scenario = {
  name: 'ordinary',
  async play(lab) {
    await lab.launch();
    return undefined;
  },
};

/** Why whatever else there is goes untested. */
export const BY_HAND_REASON =
  'It takes launches of its own, at servers that misbehave. Give a --command that starts the client, to have them.';

/** Waits for the person, however long that takes. */
export async function waitForPerson(
  { begin, over }: ByHand,
  url: string,
  signal: AbortSignal,
): Promise<Ended> {
  begin(url);
  const aborted = new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
  await Promise.race([over, aborted]);
  return { output: '', byHand: true };
}
