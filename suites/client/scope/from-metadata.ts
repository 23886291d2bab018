import { clientCheck, doesNotApply, ok, unclear, violation } from '../../../harness/index.ts';
import { BY_METADATA, firstRequest, LISTED, namedIn, SCOPES_NAMED, shown } from '../scopes-named.ts';
import { scopesIn } from '../sequence.ts';

export default clientCheck({
  requirement: 'client.scope.from-metadata',
  title: 'Without a scope in the challenge the client asks for all that the metadata of the resource lists',
  scenario: SCOPES_NAMED,
  judge(story) {
    const request = firstRequest(story, BY_METADATA);
    if (request === undefined) return unclear('The client did not ask for authorization.');
    if (namedIn(story, BY_METADATA).resource.size === 0)
      return doesNotApply('The client did not read the metadata of the resource; other checks judge that.');
    const asked = scopesIn(request);
    return LISTED.every((scope) => asked.includes(scope))
      ? ok
      : violation(`scope=${LISTED.join(' ')}, as scopes_supported says`, shown(request));
  },
});
