import type { Answered, Exchange, Judgement } from '../contract.ts';
import { doesNotApply, ok, unclear, violation } from '../judgement.ts';
import { describe, isServed } from '../mcp/answer.ts';

const EXPECTED = 'HTTP 503: nobody can say whether the token is good (RFC 9110 §15.6.4)';

/** The part of an outage's story that shows how a token was treated. */
export interface Unverifiable<X extends Exchange = Answered> {
  unverifiable: X;
  hadKeys: boolean;
  tried: boolean;
}

/**
 * Judges the answer to a token that could not be checked during an outage.
 *
 * @param plain the answer in the plainest outage, a refused connection, where another check judges that one: a server
 * that treats every outage alike has one fault and not one for each kind of outage.
 */
export function answered503(story: Unverifiable, plain?: Answered): Judgement {
  const { unverifiable } = story;
  const { status } = unverifiable.response;
  if (status === 503) return ok;
  if (plain?.response.status === status && isServed(plain) === isServed(unverifiable)) {
    return doesNotApply(
      `The server answers a refused connection in the same way (${describe(unverifiable)}); another check judges that.`,
    );
  }
  if (isServed(unverifiable)) {
    return violation(
      EXPECTED,
      `${describe(unverifiable)}: the token was accepted although nothing vouched for it`,
    );
  }
  if (story.hadKeys && !story.tried && status === 401) {
    return unclear(
      'The server had fetched the keys before the outage and answered 401 to a new key without a visible look for it; it may rest between two looks.',
    );
  }
  if (status === 401 || status === 403) {
    return violation(EXPECTED, `${describe(unverifiable)}: it blames the token, which is good`);
  }
  if (status >= 500 || status < 300) return violation(EXPECTED, describe(unverifiable));
  return unclear(`The token was answered ${describe(unverifiable)}, which is no verdict on it.`);
}
