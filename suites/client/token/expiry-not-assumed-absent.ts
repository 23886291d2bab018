import { clientCheck } from '../../../harness/index.ts';
import { NO_EXPIRY, ODD_TOKENS, tookTokenOf } from '../odd-tokens.ts';

export default clientCheck({
  requirement: 'client.token.expiry-not-assumed',
  title: 'A token response without expires_in is as good as one with it',
  scenario: ODD_TOKENS,
  judge: (story) => tookTokenOf(story, NO_EXPIRY),
});
