import { clientCheck, doesNotApply, ok, violation } from '../../../harness/index.ts';
import { authorizationsAgain, INSUFFICIENT_SCOPE } from '../insufficient-scope.ts';
import { resourcesIn } from '../resources.ts';

export default clientCheck({
  requirement: 'client.resource-indicator.in-authorization-request',
  title: 'An authorization request for more scopes names the resource as the first one did',
  scenario: INSUFFICIENT_SCOPE,
  reaches: 'served',
  judge(story) {
    const again = authorizationsAgain(story);
    if (again.length === 0) return doesNotApply('The client does not ask for authorization again.');
    return again.every((step) => resourcesIn(step).length > 0)
      ? ok
      : violation(
          'resource in the authorization request',
          'none in that which follows 403 insufficient_scope',
        );
  },
});
