import { clientCheck, doesNotApply, isSuccess, ok, violation } from '../../../harness/index.ts';
import { PLACES } from '../places.ts';

/** Who found no metadata in a launch is judged by another check. */
export default clientCheck({
  requirement: 'client.discovery.rfc8414',
  title: 'A registration endpoint at a place that nobody would guess is found in the metadata',
  scenario: PLACES,
  reaches: 'discovered',
  judge(story) {
    const made = story.of('registration').flatMap(({ attempt, exchange }) => {
      const [read] = story.of('server-metadata', attempt).filter(isSuccess);
      const named = read?.got['registration_endpoint'];
      return typeof named === 'string' ? [{ named, url: exchange.request.url }] : [];
    });
    if (made.length === 0) return doesNotApply('The client has read no metadata and registered then.');
    const elsewhere = made.find(({ named, url }) => url !== named);
    return elsewhere === undefined
      ? ok
      : violation(`a registration at ${elsewhere.named}, as the metadata says`, `at ${elsewhere.url}`);
  },
});
