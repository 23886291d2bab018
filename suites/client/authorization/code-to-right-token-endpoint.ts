import {
  clientCheck,
  firstProblem,
  ok,
  redirectedWith,
  violation,
  type Step,
} from '../../../harness/index.ts';
import { MOVED_BETWEEN, withoutRedemption } from '../moved.ts';

const originOf = ({ exchange }: Step) => new URL(exchange.request.url).origin;

export default clientCheck({
  requirement: 'client.authorization.code-to-right-token-endpoint',
  title:
    'A code goes back to the authorization server that issued it, also when the metadata changed meanwhile',
  scenario: MOVED_BETWEEN,
  judge(story) {
    const issuers = new Map(
      story.of('authorization').flatMap((step) => {
        const code = redirectedWith(step)?.get('code');
        return code == null ? [] : [[code, originOf(step)]];
      }),
    );
    const redeemed = story.of('code').filter(({ parameters }) => issuers.has(parameters['code'] ?? ''));
    if (redeemed.length === 0) return withoutRedemption(story, issuers.size > 0);
    return firstProblem(
      redeemed.map((step) => {
        const asked = issuers.get(step.parameters['code'] ?? '') ?? '';
        return originOf(step) === asked
          ? ok
          : violation(
              `the code at the token endpoint of ${asked}, which was asked for it`,
              `it was sent to ${originOf(step)}, which the metadata changed to while the user was in the browser`,
            );
      }),
    );
  },
});
