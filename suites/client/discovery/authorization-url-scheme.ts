import { clientCheck, doesNotApply, ok, unclear, violation } from '../../../harness/index.ts';
import { hasReadAll, openedOtherwise, OPENING, opensBrowser } from '../opening.ts';

export default clientCheck({
  requirement: 'client.discovery.authorization-url-scheme',
  title: 'Only web pages are handed to the browser',
  scenario: OPENING,
  reaches: 'discovered',
  judge(story) {
    const { launches } = story;
    const opened = openedOtherwise(launches);
    if (opened !== undefined)
      return violation(
        'an error: only https, or http on loopback, is opened',
        `opened ${opened.slice(0, 60)}`,
      );
    if (!hasReadAll(story)) return unclear('The client did not read the metadata each time.');
    return opensBrowser(launches)
      ? ok
      : doesNotApply('The client opens no browser here: it goes to the authorization URL by itself.');
  },
});
