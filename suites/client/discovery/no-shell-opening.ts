import { clientCheck, doesNotApply, ok, violation } from '../../../harness/index.ts';
import { OPENING, opensBrowser } from '../opening.ts';

export default clientCheck({
  requirement: 'client.discovery.no-shell-opening',
  title: 'No shell reads the URL that is opened',
  scenario: OPENING,
  reaches: 'discovered',
  judge({ launches, notes }) {
    if (notes['hasMarker'] === true)
      return violation('the URL as one argument of a program', 'a command within the URL was run by a shell');
    return opensBrowser(launches)
      ? ok
      : doesNotApply('The client opens no browser here: it goes to the authorization URL by itself.');
  },
});
