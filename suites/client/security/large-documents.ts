import { Readable } from 'node:stream';
import { clientCheck, ok, unclear, violation, type Scenario } from '../../../harness/index.ts';

const MEGABYTE = 1024 * 1024;
const MEGABYTES = 100;

/** All metadata is a JSON object of 100 megabytes, which is sent as fast as it is read. */
const LARGE: Scenario = {
  async play(lab) {
    let most = 0;
    lab.answer(
      ({ kind }) => kind === 'resource-metadata' || kind === 'server-metadata',
      () => ({
        status: 200,
        headers: { 'Content-Type': 'application/json' },
        stream: Readable.from(
          largeDocument((megabytes) => (most = Math.max(most, megabytes))),
          { objectMode: false, highWaterMark: MEGABYTE },
        ),
      }),
    );
    await lab.launch();
    return { megabytes: most };
  },
};

function* largeDocument(onSent: (megabytes: number) => void): Generator<Buffer> {
  yield Buffer.from('{"padding":"');
  const padding = Buffer.alloc(MEGABYTE, 'x');
  for (let sent = 1; sent <= MEGABYTES; sent += 1) {
    yield padding;
    onSent(sent);
  }
  yield Buffer.from('"}');
}

export default clientCheck({
  requirement: 'client.security.large-documents',
  title: 'The client does not read a metadata document of 100 megabytes to its end',
  scenario: LARGE,
  reaches: 'discovered',
  judge(story) {
    const { megabytes } = story.notes;
    if (
      typeof megabytes !== 'number' ||
      story.of('resource-metadata').length + story.of('server-metadata').length === 0
    )
      return unclear('The client asked for no metadata.');
    return megabytes < MEGABYTES
      ? ok
      : violation('an end after a few megabytes at most', `the client took all ${MEGABYTES} megabytes`);
  },
});
