import type { Json, Revision } from '../contract.ts';
import { inconclusive, untested } from '../signals.ts';
import { BY_HAND, BY_HAND_REASON } from './by-hand.ts';
import { startClientLab, type ClientLab, type LabSetup, type Observed, type ServerSettings } from './lab.ts';
import { ORDINARY } from './ordinary.ts';
import { readStory } from './story.ts';

/** How mock and server behave, and how often the client is launched. */
export interface Scenario {
  /** For scenarios that several checks look at: they are played once a run. */
  name?: string;
  /** The name by which clients of the official suite know what is asked of them; `auth/metadata-default` otherwise. */
  official?: string;
  /** What the client is told in MCP_CONFORMANCE_CONTEXT. */
  context?: Json;
  /** Settings of the authorization server. */
  server?: ServerSettings;
  /** Plays it; what it gives is noted for the judge. */
  play: (lab: ClientLab) => Promise<Record<string, Json> | undefined>;
}

/** What a check of the role `client` may do. */
export interface ClientContext {
  readonly revision: Revision;
  /** Plays a scenario in a lab of its own, or gives what it has shown before. */
  play(scenario: Scenario): Promise<Observed>;
  /**
   * Before a scenario of another kind.
   *
   * @throws Stop (inconclusive) when the client does not get along even with servers that do everything right; (untested) when
   * a person would have to start it.
   */
  requireOrdinary(): Promise<void>;
}

export type ClientRun = Omit<LabSetup, 'by' | 'official' | 'context' | 'settings' | 'usualMs'>;

/** What has been played in one run. */
export type Played = WeakMap<Scenario, Promise<Observed>>;

/** The longest of the launches at servers that do everything right. */
async function usualTime(played: Played): Promise<number | undefined> {
  const ordinary = await played.get(ORDINARY);
  if (ordinary === undefined) return undefined;
  return Math.max(...readStory(ordinary).launches.map(({ durationMs }) => durationMs));
}

export function createClientContext(by: string, run: ClientRun, played: Played): ClientContext {
  const playOnce = async (scenario: Scenario): Promise<Observed> => {
    const lab = await startClientLab({
      ...run,
      usualMs: scenario === ORDINARY ? undefined : await usualTime(played),
      by: scenario.name === undefined ? by : `client/${scenario.name}`,
      official: scenario.official ?? 'auth/metadata-default',
      context: scenario.context ?? {},
      settings: scenario.server ?? {},
    });
    try {
      const notes = await scenario.play(lab);
      const { traffic, facts } = lab.observed();
      return { traffic, facts: { ...(facts as Record<string, Json>), notes: notes ?? {} } };
    } finally {
      await lab.close();
    }
  };
  const play = (scenario: Scenario): Promise<Observed> => {
    const before = played.get(scenario);
    if (before !== undefined) return before;
    const observed = playOnce(scenario === ORDINARY && 'byHand' in run.target ? BY_HAND : scenario);
    played.set(scenario, observed);
    return observed;
  };
  return {
    revision: run.revision,
    play,
    async requireOrdinary() {
      if ('byHand' in run.target) throw untested(BY_HAND_REASON);
      const observed = await play(ORDINARY);
      const story = readStory(observed);
      if (story.reach === 'served') return;
      const shown = observed.traffic.slice(0, 20).map(({ id }) => id);
      throw inconclusive(`${story.summary}, even with servers that do everything right.`, shown);
    },
  };
}
