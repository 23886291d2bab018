import { clientCheck, ok, violation } from '../../../harness/index.ts';
import { BY_CHALLENGE, BY_METADATA, firstRequest, namedIn, SCOPES_NAMED } from '../scopes-named.ts';
import { scopesIn } from '../sequence.ts';

export default clientCheck({
  requirement: 'client.scope.least-privilege',
  title: 'The client asks for no scope that neither challenge nor metadata names',
  scenario: SCOPES_NAMED,
  judge(story) {
    for (const attempt of [BY_CHALLENGE, BY_METADATA]) {
      const request = firstRequest(story, attempt);
      const named = namedIn(story, attempt).resource;
      const more = request === undefined ? [] : scopesIn(request).filter((scope) => !named.has(scope));
      if (named.size > 0 && more.length > 0)
        return violation(`at most ${[...named].join(' ')}`, `the client also asks for ${more.join(' ')}`);
    }
    return ok;
  },
});
