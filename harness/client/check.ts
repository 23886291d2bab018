import type { CheckDefinition, Exchange, Judgement, Json } from '../contract.ts';
import { unclear } from '../judgement.ts';
import type { ClientContext, Scenario } from './context.ts';
import { ORDINARY } from './ordinary.ts';
import { REACHES, readStory, type Reach, type Story } from './story.ts';

/** A check of the role `client` as its file says it. */
export interface ClientCheck {
  /** The id of the one requirement that it judges. */
  requirement: string;
  /** What is true when it passes, in the present tense. */
  title: string;
  scenario: Scenario;
  /** How far the client must come for its behaviour to prove anything; `authorized` by default. */
  reaches?: Reach;
  judge: (story: Story) => Judgement;
}

type ClientEvidence = { traffic: Exchange[]; facts: Json };

/**
 * Makes a check of the role `client` of a scenario and a judge. A client that does nothing passes nothing: it must get
 * along with servers that do everything right, and come so far in the scenario that there is something to judge.
 */
export function clientCheck(check: ClientCheck): CheckDefinition<ClientContext, ClientEvidence> {
  const { requirement, title, scenario, reaches = 'authorized', judge } = check;
  return {
    requirement,
    title,
    observesFailures: true,
    async probe(context) {
      if (scenario !== ORDINARY) await context.requireOrdinary();
      return { ...(await context.play(scenario)) };
    },
    judge(evidence) {
      const story = readStory(evidence);
      const { reach } = story;
      // A loop, or a client that comes to no end, is judged whatever it reached.
      return REACHES.indexOf(reach) < REACHES.indexOf(reaches)
        ? unclear(`${story.summary}, so there is nothing to judge.`)
        : judge(story);
    },
  };
}
