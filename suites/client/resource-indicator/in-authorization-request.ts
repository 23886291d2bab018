import { clientCheck, ok, ORDINARY, violation } from '../../../harness/index.ts';
import { resourcesIn } from '../resources.ts';

export default clientCheck({
  requirement: 'client.resource-indicator.in-authorization-request',
  title: 'Each authorization request names the resource',
  scenario: ORDINARY,
  judge: (story) =>
    story.of('authorization').every((step) => resourcesIn(step).length > 0)
      ? ok
      : violation('resource in the authorization request', 'none'),
});
