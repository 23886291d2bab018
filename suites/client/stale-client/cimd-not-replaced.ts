import {
  clientCheck,
  clientIn,
  clientOf,
  doesNotApply,
  loopIn,
  ok,
  tokenError,
  welcome,
  type Scenario,
} from '../../../harness/index.ts';

const isUrl = (id: string) => id.startsWith('https://');

/** Every client that is known by a document is refused for its code. */
const REFUSED: Scenario = {
  official: 'auth/basic-cimd',
  context: { client_metadata_url: 'https://client.example/metadata.json' },
  server: { clientIdMetadataDocuments: true },
  async play(lab) {
    welcome(lab, isUrl);
    lab.answer(
      (request) => request.kind === 'code' && isUrl(clientIn(request) ?? ''),
      tokenError('invalid_client', 401),
    );
    await lab.launch();
    return undefined;
  },
};

export default clientCheck({
  requirement: 'client.stale-client.cimd-not-replaced',
  title: 'A URL client id that is refused leads to no loop',
  scenario: REFUSED,
  judge: (story) =>
    story.steps.some((step) => isUrl(clientOf(step) ?? ''))
      ? (loopIn(story, 1) ?? ok)
      : doesNotApply('The client has no URL client id.'),
});
