import { clientCheck, doesNotApply, ok, violation } from '../../../harness/index.ts';
import { ADVERTISED, afterChallenge } from '../advertised.ts';

export default clientCheck({
  requirement: 'client.discovery.ignore-unknown-members',
  title: 'Members of the resource metadata that nobody knows stop nothing',
  scenario: ADVERTISED,
  reaches: 'connected',
  judge: (story) =>
    afterChallenge(story, ({ document, steps }) => {
      if (document === undefined)
        return doesNotApply(
          'The client did not read the document of the challenge; another check judges that.',
        );
      const wentOn = steps.some(
        ({ kind, exchange }) =>
          exchange.via === 'mock-as' && (kind === 'server-metadata' || kind === 'authorization'),
      );
      return wentOn
        ? ok
        : violation(
            'a request for the metadata of the authorization server that the document names',
            `none, after a document with members that RFC 9728 does not know. ${story.summary}`,
          );
    }),
});
