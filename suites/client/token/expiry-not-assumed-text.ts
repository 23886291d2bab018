import { clientCheck, tolerated } from '../../../harness/index.ts';
import { ODD_TOKENS, TEXT_FOR_EXPIRY, tookTokenOf } from '../odd-tokens.ts';

export default clientCheck({
  requirement: 'client.token.expiry-not-assumed',
  title: 'A token response whose expires_in is a text is as good as one with a number',
  scenario: ODD_TOKENS,
  judge(story) {
    const judgement = tookTokenOf(story, TEXT_FOR_EXPIRY);
    // Not legal (OAuth 2.1 §3.2.3), but there are such servers: a good client takes it.
    return judgement.kind === 'violation' ? tolerated(judgement.expected, judgement.actual) : judgement;
  },
});
