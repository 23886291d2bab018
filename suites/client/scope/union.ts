import { clientCheck, doesNotApply, ok, unclear, violation } from '../../../harness/index.ts';
import { FIRST_DEMANDED, firstForbidden, INSUFFICIENT_SCOPE } from '../insufficient-scope.ts';
import { shown } from '../scopes-named.ts';
import { after, scopesIn } from '../sequence.ts';

export default clientCheck({
  requirement: 'client.scope.union',
  title: 'A step-up asks for the scopes that were asked for before and those of the challenge',
  scenario: INSUFFICIENT_SCOPE,
  reaches: 'served',
  judge(story) {
    const refused = firstForbidden(story);
    if (refused === undefined) return unclear('The client did not ask for the list of tools.');
    const then = after(story, refused);
    const request = then.find(({ kind }) => kind === 'authorization');
    if (request === undefined) return doesNotApply('The client does not step up.');
    const before = story.of('authorization').filter((step) => !then.includes(step));
    const needed = new Set([...before.flatMap(scopesIn), FIRST_DEMANDED]);
    const asked = scopesIn(request);
    return [...needed].every((scope) => asked.includes(scope))
      ? ok
      : violation(`scope=${[...needed].join(' ')}`, shown(request));
  },
});
