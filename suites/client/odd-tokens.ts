/** Token responses that differ from the usual one, and a token that ends before its time. */
import {
  bearerOf,
  isSuccess,
  ok,
  unclear,
  violation,
  type ClientLab,
  type Json,
  type Judgement,
  type Scenario,
  type Step,
  type Story,
} from '../../harness/index.ts';
import { issuedTokens } from './tokens.ts';

type Response = Readonly<Record<string, unknown>>;

/** A way in which a token response differs, and how to tell that one does. */
interface Oddity {
  change: (response: Record<string, Json>) => void;
  isIn: (response: Response) => boolean;
}

const MARK = 'x_conformance_text';
export const UNKNOWN_MEMBERS: Oddity = {
  change: (response) =>
    void Object.assign(response, {
      [MARK]: 'a text',
      x_conformance_number: 12.5,
      x_conformance_nothing: null,
      x_conformance_list: [true, { a: 1 }],
      x_conformance_object: { expires: 'never', list: [] },
    }),
  isIn: (response) => MARK in response,
};
export const TEXT_FOR_EXPIRY: Oddity = {
  change: (response) => (response['expires_in'] = '3600'),
  isIn: (response) => typeof response['expires_in'] === 'string',
};
export const NO_EXPIRY: Oddity = {
  change: (response) => delete response['expires_in'],
  isIn: (response) => response['expires_in'] === undefined,
};

/**
 * Everything at once in one launch: its first token response has unknown members and a text for expires_in, the token ends
 * after one request, and the next response says nothing of its lifetime. What does not come through is shown by itself.
 */
export const ODD_TOKENS: Scenario = {
  name: 'odd-tokens',
  async play(lab) {
    const endings = [await launchWithEnding(lab, [[UNKNOWN_MEMBERS, TEXT_FOR_EXPIRY], [NO_EXPIRY]])];
    const isServed = isServedAnew(lab.story(), endings[0] ?? []);
    for (const oddity of [UNKNOWN_MEMBERS, TEXT_FOR_EXPIRY, NO_EXPIRY]) {
      if (tookTokenOf(lab.story(), oddity).kind === 'ok') continue;
      const end = answerOddly(lab, [[oddity]]);
      await lab.launch({ fresh: true });
      end();
    }
    if (!isServed) endings.push(await launchWithEnding(lab, []));
    return { endings };
  },
};

/** The first token responses from now on are changed by these, one each; the last stands for all that follow. */
function answerOddly(lab: ClientLab, oddities: readonly (readonly Oddity[])[]): () => void {
  let at = 0;
  const undo = ['code', 'refresh'].map((kind) =>
    lab.change(
      (request) => request.kind === kind,
      ({ status, json }) => {
        if (status !== 200) return;
        for (const { change } of oddities[Math.min(at, oddities.length - 1)] ?? []) change(json);
        at += 1;
      },
    ),
  );
  return () => undo.forEach((one) => one());
}

/** Gives the attempts in which the client had to notice that its token has ended: a second one where the first was in vain. */
async function launchWithEnding(lab: ClientLab, oddities: readonly (readonly Oddity[])[]): Promise<number[]> {
  const undo = [answerOddly(lab, oddities), endFirstToken(lab)];
  const attempts = [(await lab.launch({ fresh: true })).attempt];
  if (!isServedAnew(lab.story(), attempts)) attempts.push((await lab.launch()).attempt);
  for (const one of undo) one();
  return attempts;
}

/** The first token that is used is good for one request. */
function endFirstToken(lab: ClientLab): () => void {
  let hasEnded = false;
  return lab.answer(
    ({ kind, token }) => kind === 'mcp' && token !== undefined,
    () => {
      if (!hasEnded) lab.expireTokens();
      hasEnded = true;
      return undefined;
    },
  );
}

/** The first request of these attempts that was refused for its token, although that was issued. */
export function refusedLater(story: Story, attempts: readonly number[]): Step | undefined {
  const tokens = issuedTokens(story);
  return story
    .of('mcp')
    .find(
      (step) => attempts.includes(step.attempt) && step.status === 401 && tokens.has(bearerOf(step) ?? ''),
    );
}

/** The client was served with another token than the one that had ended. */
export function isServedAnew(story: Story, attempts: readonly number[]): boolean {
  const refused = refusedLater(story, attempts);
  return (
    refused !== undefined &&
    story
      .of('mcp')
      .some(
        (step) =>
          attempts.includes(step.attempt) &&
          isSuccess(step) &&
          bearerOf(step) !== undefined &&
          bearerOf(step) !== bearerOf(refused) &&
          step.exchange.timing.startedMs >= refused.exchange.timing.startedMs,
      )
  );
}

/** A token of an odd response was used, and good. */
export function tookTokenOf(story: Story, { isIn }: Oddity): Judgement {
  const odd = [...story.of('code'), ...story.of('refresh')].filter(
    (step) => isSuccess(step) && isIn(step.got),
  );
  if (odd.length === 0) return unclear('The client was given no such response.');
  const tokens = new Set(odd.map(({ got }) => got['access_token']));
  const isServed = story.of('mcp').some((step) => isSuccess(step) && tokens.has(bearerOf(step)));
  return isServed
    ? ok
    : violation('the token of the response is used', 'it was sent in no MCP request that was served');
}
