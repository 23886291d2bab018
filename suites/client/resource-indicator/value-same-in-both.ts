import { clientCheck, doesNotApply, ok, ORDINARY, tolerated, violation } from '../../../harness/index.ts';
import { resourcesIn, withoutSlash } from '../resources.ts';

export default clientCheck({
  requirement: 'client.resource-indicator.value',
  title: 'Authorization request and token request name the same resource, character by character',
  scenario: ORDINARY,
  judge(story) {
    const pairs = story.of('code').flatMap((code) => {
      const asked = story.of('authorization', code.attempt).flatMap(resourcesIn);
      return resourcesIn(code).map((value) => ({ asked, value }));
    });
    if (pairs.every(({ asked }) => asked.length === 0))
      return doesNotApply('The client does not send resource in both requests; another check judges that.');
    const other = pairs.find(({ asked, value }) => asked.length > 0 && !asked.includes(value));
    if (other === undefined) return ok;
    const { asked, value } = other;
    const isSlashOnly = asked.some((one) => withoutSlash(one) === withoutSlash(value));
    // There is one canonical URI; only about the slash at its end the text does not insist.
    return (isSlashOnly ? tolerated : violation)(
      `${asked.join(' and ')}, as in the authorization request`,
      `${value} in the token request`,
    );
  },
});
