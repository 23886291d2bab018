/** What the authorization endpoint sends back, otherwise than it should. */
import {
  ok,
  redirectedWith,
  unclear,
  violation,
  type Judgement,
  type Scenario,
  type Story,
} from '../../harness/index.ts';

/** The client is launched once for each way in which the parameters of the response are changed. */
export function answeredWith(
  changes: readonly ((response: URLSearchParams, issuer: string) => void)[],
  settings: Scenario['server'] = {},
): Scenario {
  return {
    server: settings,
    async play(lab) {
      for (const change of changes) {
        const end = lab.change('authorization', ({ location }) => {
          if (location?.searchParams.has('code') === true)
            change(location.searchParams, lab.mock.urls.issuer);
        });
        // A client that waits for a response that it likes is ended.
        await lab.launch({ fresh: true, limitMs: 15_000 });
        end();
      }
      return undefined;
    },
  };
}

/** No code that came with a response like this may be redeemed. */
export function notRedeemed(story: Story, expected: string): Judgement {
  const answers = story.of('authorization').filter((step) => redirectedWith(step)?.has('code') === true);
  if (answers.length === 0) return unclear('No response reached the client.');
  const redeemed = story.of('code')[0];
  if (redeemed === undefined) return ok;
  const answer = answers.find(({ attempt }) => attempt === redeemed.attempt);
  const response = answer === undefined ? undefined : redirectedWith(answer);
  const shown = ['state', 'iss'].map((name) => `${name} ${response?.get(name) ?? '(none)'}`).join(', ');
  return violation(expected, `the code was redeemed although it came with ${shown}`);
}
