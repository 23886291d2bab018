import { clientCheck, ok, unclear, violation } from '../../../harness/index.ts';
import { BY_CHALLENGE, firstRequest, LISTED, SCOPES_NAMED, shown } from '../scopes-named.ts';
import { scopesIn } from '../sequence.ts';

/** Of those that the metadata lists, the challenge names one. What it names beside them, another check judges. */
const CHALLENGED = 'web-search:read';

export default clientCheck({
  requirement: 'client.scope.from-challenge',
  title:
    'The first authorization request asks for the scopes that the challenge names, and not for all that there are',
  scenario: SCOPES_NAMED,
  judge(story) {
    const request = firstRequest(story, BY_CHALLENGE);
    if (request === undefined) return unclear('The client did not ask for authorization.');
    const asked = scopesIn(request).filter((scope) => LISTED.includes(scope));
    return asked.length === 1 && asked[0] === CHALLENGED
      ? ok
      : violation(`of ${LISTED.join(' and ')} only ${CHALLENGED}, as the challenge says`, shown(request));
  },
});
