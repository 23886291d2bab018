import { clientCheck } from '../../../harness/index.ts';
import { ODD_TOKENS, tookTokenOf, UNKNOWN_MEMBERS } from '../odd-tokens.ts';

export default clientCheck({
  requirement: 'client.token.unknown-members-ignored',
  title: 'A token response with unknown members is as good as one without',
  scenario: ODD_TOKENS,
  judge: (story) => tookTokenOf(story, UNKNOWN_MEMBERS),
});
