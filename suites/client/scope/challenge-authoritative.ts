import { clientCheck, ok, unclear, violation } from '../../../harness/index.ts';
import { BY_CHALLENGE, firstRequest, SCOPES_NAMED, shown, UNLISTED } from '../scopes-named.ts';
import { scopesIn } from '../sequence.ts';

export default clientCheck({
  requirement: 'client.scope.challenge-authoritative',
  title: 'A scope of the challenge is asked for although scopes_supported does not list it',
  scenario: SCOPES_NAMED,
  judge(story) {
    const request = firstRequest(story, BY_CHALLENGE);
    if (request === undefined) return unclear('The client did not ask for authorization.');
    return scopesIn(request).includes(UNLISTED)
      ? ok
      : violation(`the scope ${UNLISTED}, which the challenge says this request needs`, shown(request));
  },
});
