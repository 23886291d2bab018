import {
  clientCheck,
  doesNotApply,
  ok,
  redirectBack,
  violation,
  type Scenario,
} from '../../../harness/index.ts';

type ErrorResponse = Record<'error' | 'error_description' | 'error_uri', string>;

const GENUINE: ErrorResponse = {
  error: 'access_denied',
  error_description: 'The user pressed the genuine button.',
  error_uri: 'https://authorization-server.example/denied',
};
/** Nothing of it is in the genuine one, and nothing else that happens has this name. */
const FORGED: ErrorResponse = {
  error: 'unsupported_response_type',
  error_description: 'Call 555-0100 to unlock your account.',
  error_uri: 'https://somebody-else.example/unlock',
};
/** A client that waits for a response that it likes is ended. */
const GIVE_UP_MS = 15_000;

/** An error of the right authorization server, and one that somebody else may have sent. */
const REFUSED: Scenario = {
  async play(lab) {
    for (const response of [GENUINE, FORGED]) {
      const end = lab.answer('authorization', (request) => {
        const answer = redirectBack(lab, request, response);
        if (response === GENUINE || typeof answer !== 'object') return answer;
        const to = new URL(String(answer.headers?.['Location']));
        to.searchParams.set('iss', 'https://somebody-else.example');
        return { ...answer, headers: { Location: to.href } };
      });
      await lab.launch({ fresh: true, limitMs: GIVE_UP_MS });
      end();
    }
    return undefined;
  },
};

/** What of a response the client printed. */
function shownOf(response: ErrorResponse, output = ''): string | undefined {
  return Object.values(response).find((text) => output.includes(text));
}

export default clientCheck({
  requirement: 'client.authorization.iss-error-response',
  title: 'Nothing of an error response with a wrong iss is shown',
  scenario: REFUSED,
  judge(story) {
    const [genuine, forged] = story.launches.map(({ output }) => output);
    const shown = shownOf(FORGED, forged);
    if (shown !== undefined)
      return violation(
        'nothing of an error response whose iss is not that of the server that was asked',
        `the client printed what it says: ${shown}`,
      );
    return shownOf(GENUINE, genuine) === undefined
      ? doesNotApply('The client prints nothing of an error response, so none is seen.')
      : ok;
  },
});
