import { clientCheck, ok, ORDINARY, violation } from '../../../harness/index.ts';
import { issuedTokens, nameOf, placesIn } from '../tokens.ts';

export default clientCheck({
  requirement: 'client.token.never-in-query',
  title: 'No URL has an access token in it',
  scenario: ORDINARY,
  reaches: 'token',
  judge(story) {
    const tokens = issuedTokens(story);
    const step = story.steps.find((one) => placesIn(one, tokens).has('query'));
    if (step !== undefined)
      return violation('no access token in a URL', `one in the URL of a request (${nameOf(step)})`);
    const opened = story.launches.flatMap((launch) => launch.opened.map(({ url }) => url));
    const shown = opened.find((url) => [...tokens].some((token) => url.includes(token)));
    return shown === undefined
      ? ok
      : violation('no access token in a URL', 'one in a URL that was opened in the browser');
  },
});
