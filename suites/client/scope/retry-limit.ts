import { clientCheck, loopIn, ok, unclear } from '../../../harness/index.ts';
import { firstForbidden, INSUFFICIENT_SCOPE } from '../insufficient-scope.ts';

/** The first login, and about three for the same operation after it. */
const MOST = 4;

export default clientCheck({
  requirement: 'client.scope.retry-limit',
  title: 'A client that is never given enough scopes gives up after a few tries',
  scenario: INSUFFICIENT_SCOPE,
  reaches: 'served',
  judge: (story) =>
    firstForbidden(story) === undefined
      ? unclear('The client did not ask for the list of tools.')
      : (loopIn(story, 1, { registration: MOST, authorization: MOST, code: MOST, refresh: MOST }) ?? ok),
});
