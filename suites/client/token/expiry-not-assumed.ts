import { clientCheck, ok, unclear, violation } from '../../../harness/index.ts';
import { isServedAnew, ODD_TOKENS, refusedLater } from '../odd-tokens.ts';

export default clientCheck({
  requirement: 'client.token.expiry-not-assumed',
  title: 'A token that is refused before its time is replaced',
  scenario: ODD_TOKENS,
  reaches: 'token',
  judge(story) {
    const endings = story.notes['endings'] as number[][];
    if (endings.some((attempts) => isServedAnew(story, attempts))) return ok;
    const refused = endings.flatMap((attempts) =>
      refusedLater(story, attempts) === undefined ? [] : [attempts],
    );
    const last = refused.at(-1);
    return last === undefined
      ? unclear('The client made no second request with its token, so none was refused.')
      : violation(
          'a refresh or a new login, and then the request with the new token',
          `the client was not served again (attempts ${last.join(' and ')}: ${story.counts(last.at(-1))} in the last one)`,
        );
  },
});
