import {
  challengesOf,
  doesNotApply,
  firstProblem,
  ok,
  parameter,
  serverCheck,
  violation,
  type Answered,
} from '../../../harness/index.ts';
import { how } from '../refusals.ts';

function points(answer: Answered): boolean {
  return challengesOf(answer).some((challenge) => parameter(challenge, 'resource_metadata') !== undefined);
}

export default serverCheck({
  requirement: 'server.challenge.resource-metadata-on-bad-token',
  title: 'The challenge to a refused token points to the metadata like the challenge to a missing one',
  probe: (server) => server.gathered.refusals(),
  judge: ({ bare, ...refused }) => {
    if (!points(bare)) {
      return doesNotApply(
        'The challenge to a missing token has no resource_metadata; another check judges that.',
      );
    }
    return firstProblem(
      Object.entries(refused).map(([name, answer]) => {
        if (answer.response.status !== 401 || challengesOf(answer).length === 0)
          return doesNotApply(
            `The request ${how(name)} got no 401 with a challenge; other checks judge that.`,
          );
        if (points(answer)) return ok;
        return violation(
          'resource_metadata in the challenge to a refused token too',
          `it is there without a token, and not ${how(name)}`,
        );
      }),
    );
  },
});
