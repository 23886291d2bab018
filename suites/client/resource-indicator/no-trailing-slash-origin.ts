import {
  clientCheck,
  doesNotApply,
  ok,
  unclear,
  violation,
  welcome,
  type Scenario,
} from '../../../harness/index.ts';
import { publishedResources, resourcesSent } from '../resources.ts';

/** The metadata names the origin of the MCP server, as a server at the root would: without a slash at the end. */
const NAMED_BY_ORIGIN: Scenario = {
  async play(lab) {
    const { origin } = new URL(lab.url);
    lab.change('resource-metadata', ({ json }) => {
      if ('resource' in json) json['resource'] = origin;
    });
    welcome(lab, () => true);
    await lab.launch();
    return undefined;
  },
};

export default clientCheck({
  requirement: 'client.resource-indicator.no-trailing-slash',
  title: 'No slash is added to a resource that is an origin',
  scenario: NAMED_BY_ORIGIN,
  reaches: 'discovered',
  judge(story) {
    const [published] = publishedResources(story);
    if (published === undefined) return unclear('The client did not read the metadata of the MCP server.');
    if (story.of('authorization').length === 0)
      return doesNotApply(
        'The client does not take metadata whose resource is not the endpoint, as RFC 9728 has it.',
      );
    const values = resourcesSent(story);
    const slashed = values.find((value) => value === `${published}/`);
    if (slashed !== undefined) return violation(published, slashed);
    return values.includes(published)
      ? ok
      : doesNotApply('The client sends another resource than the metadata names.');
  },
});
