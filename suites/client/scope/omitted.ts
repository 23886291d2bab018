import { clientCheck, ok, unclear, violation } from '../../../harness/index.ts';
import { BY_NOBODY, firstRequest, SCOPES_NAMED, shown } from '../scopes-named.ts';
import { scopesIn } from '../sequence.ts';

export default clientCheck({
  requirement: 'client.scope.omitted',
  title: 'Where neither challenge nor metadata names a scope, the client sends none',
  scenario: SCOPES_NAMED,
  judge(story) {
    const request = firstRequest(story, BY_NOBODY);
    if (request === undefined) return unclear('The client did not ask for authorization.');
    const isSent = request.parameters['scope']?.trim() === '' || scopesIn(request).length > 0;
    // What the authorization server lists is what all its resources know together.
    return isSent ? violation('no scope parameter', shown(request)) : ok;
  },
});
