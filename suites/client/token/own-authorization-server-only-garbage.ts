import {
  allHeaders,
  clientCheck,
  ok,
  tolerated,
  unclear,
  violation,
  wasServed,
  type LabAnswer,
  type Scenario,
  withoutRefreshTokens,
} from '../../../harness/index.ts';
import { launchUntilServed } from '../forgotten.ts';
import { issuedTokens, nameOf } from '../tokens.ts';

const GARBAGE: readonly LabAnswer[] = [
  { status: 200, html: '<!doctype html><title>Welcome</title><p>Please log in to the network.</p>' },
  { status: 200, json: { error: 'temporarily_unavailable' } },
  { status: 200, json: { token_type: 'Bearer', expires_in: 3600 } },
  { status: 200, text: '' },
];

/** One reply after the other is none; the first that is one lacks token_type, which a client may take or refuse. */
const NO_TOKENS: Scenario = {
  async play(lab) {
    withoutRefreshTokens(lab);
    let told = 0;
    lab.answer('code', () => GARBAGE[told++]);
    let isFirst = true;
    lab.change('code', ({ json }) => {
      if (isFirst && 'access_token' in json) delete json['token_type'];
      isFirst &&= !('access_token' in json);
    });
    for (let launches = 0; launches < GARBAGE.length && told < GARBAGE.length; launches += 1)
      await lab.launch({ limitMs: 15_000 });
    await launchUntilServed(lab);
    return undefined;
  },
};

export default clientCheck({
  requirement: 'client.token.own-authorization-server-only',
  title: 'After a token reply that is none, nothing is sent as a token, and the client gets in later',
  scenario: NO_TOKENS,
  judge(story) {
    if (story.of('code').length === 0) return unclear('The client redeemed no code.');
    const issued = [...issuedTokens(story)];
    for (const step of story.of('mcp')) {
      const sent = allHeaders(step.exchange.request.headers, 'authorization');
      if (sent.some((field) => !issued.some((token) => field.includes(token))))
        return violation('no token, as none was issued', `something else as a token in ${nameOf(step)}`);
    }
    // No text says so: a reply of a proxy must not end it for good.
    const last = story.launches.at(-1)?.attempt ?? 0;
    return wasServed(story, last)
      ? ok
      : tolerated(
          'the client gets in once the token endpoint answers as it should',
          `it does not (last attempt: ${story.counts(last)})`,
        );
  },
});
