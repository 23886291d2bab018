import { clientCheck, ok, unclear, violation } from '../../../harness/index.ts';
import { ADVERTISED, afterChallenge } from '../advertised.ts';

export default clientCheck({
  requirement: 'client.discovery.use-header-url',
  title: 'The metadata that the challenge names goes before that of the well-known places',
  scenario: ADVERTISED,
  reaches: 'connected',
  judge: (story) =>
    afterChallenge(story, ({ document, hasUsedDecoy, steps }) => {
      const expected =
        'a request for the URL of resource_metadata, and the authorization server of its document';
      if (document !== undefined)
        return hasUsedDecoy
          ? violation(expected, 'the document was read, and that of a well-known place was followed')
          : ok;
      if (hasUsedDecoy) return violation(expected, 'the document of a well-known place was followed');
      const elsewhere = steps.find(({ kind }) => kind === 'resource-metadata' || kind === 'server-metadata');
      return elsewhere === undefined
        ? unclear(`${story.summary}, and looked for no metadata after the challenge.`)
        : violation(expected, `instead GET ${elsewhere.exchange.request.url}`);
    }),
});
