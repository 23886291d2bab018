import { clientCheck, firstProblem, ok, type Judgement, type Story } from '../../../harness/index.ts';
import { beyond, firstAtServer, inOrder, plainRound, putUpWith, searches } from '../places-judgements.ts';
import { PLACES } from '../places.ts';

export default clientCheck({
  requirement: 'client.discovery.authorization-server-metadata-order',
  title: 'The next place is asked, too, when one answers 502, a page for people or a redirect',
  scenario: PLACES,
  reaches: 'connected',
  judge: (story) =>
    beyond(searches(plainRound(story)), () =>
      putUpWith(
        firstProblem([searches(firstAtServer(story, ['pages', 'pages, hinted'])), afterFault(story)]),
      ),
    ),
});

/** The second place has the document of another issuer: who is frightened by that may stop there. */
function afterFault(story: Story): Judgement {
  const seen = firstAtServer(story, ['faults', 'faults, hinted']);
  return seen === undefined ? ok : inOrder(seen.servers, seen.serverPlaces.slice(0, 2));
}
