import { clientCheck, firstProblem, ok, violation } from '../../../harness/index.ts';
import { plainRound, searches } from '../places-judgements.ts';
import { PLACES, seenIn } from '../places.ts';

export default clientCheck({
  requirement: 'client.discovery.authorization-server-metadata-order',
  title: 'The OAuth and OpenID places of an issuer are asked in their order, until one has the document',
  scenario: PLACES,
  reaches: 'connected',
  judge(story) {
    const seen = plainRound(story);
    const search = searches(seen);
    const isUnused = search.kind === 'ok' && seen?.hasGoneOn === false;
    const used = isUnused
      ? violation(`an authorization with the document at ${String(seen.serverPlaces.at(-1))}`, 'none')
      : ok;
    return firstProblem([searches(seenIn(story, 'root')), search, used]);
  },
});
