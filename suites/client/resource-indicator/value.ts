import { clientCheck, doesNotApply, ok, ORDINARY, violation } from '../../../harness/index.ts';
import { isAbout, NONE_SENT, resourcesSent } from '../resources.ts';

export default clientCheck({
  requirement: 'client.resource-indicator.value',
  title: 'The resource is an absolute URI of this MCP server, without a fragment',
  scenario: ORDINARY,
  judge(story) {
    const values = resourcesSent(story);
    if (values.length === 0) return doesNotApply(NONE_SENT);
    const expected = `an absolute URI of this MCP server without fragment, such as ${story.url}`;
    const wrong = values.find((value) => value.includes('#') || !isAbout(value, story.url));
    return wrong === undefined ? ok : violation(expected, wrong === '' ? 'an empty value' : wrong);
  },
});
