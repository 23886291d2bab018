import { clientCheck, doesNotApply, ok, ORDINARY, violation } from '../../../harness/index.ts';
import { isAbout, NONE_SENT, resourcesSent, withoutSlash } from '../resources.ts';

/** Other checks judge the spelling. */
const normal = (value: string) => withoutSlash(new URL(value).href);

export default clientCheck({
  requirement: 'client.resource-indicator.most-specific',
  title: 'The resource is the endpoint itself, where the metadata of the server names the endpoint',
  scenario: ORDINARY,
  judge(story) {
    const values = resourcesSent(story);
    if (values.length === 0) return doesNotApply(NONE_SENT);
    const about = values.filter((value) => !value.includes('#') && isAbout(value, story.url));
    if (about.length === 0)
      return doesNotApply('The resource is not this MCP server; another check judges that.');
    const parent = about.find((value) => normal(value) !== normal(story.url));
    return parent === undefined ? ok : violation(story.url, parent);
  },
});
