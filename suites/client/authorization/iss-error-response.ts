import {
  clientCheck,
  doesNotApply,
  ok,
  redirectBack,
  violation,
  type Scenario,
} from '../../../harness/index.ts';

const GENUINE = 'The user pressed the genuine button.';
const FORGED = 'Call 555-0100 to unlock your account.';
/** A client that waits for a response that it likes is ended. */
const GIVE_UP_MS = 15_000;

/** An error of the right authorization server, and one that somebody else may have sent. */
const REFUSED: Scenario = {
  async play(lab) {
    for (const description of [GENUINE, FORGED]) {
      const end = lab.answer('authorization', (request) => {
        const response = { error: 'access_denied', error_description: description };
        const answer = redirectBack(lab, request, response);
        if (description === GENUINE || typeof answer !== 'object') return answer;
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

export default clientCheck({
  requirement: 'client.authorization.iss-error-response',
  title: 'The text of an error response with a wrong iss is not shown',
  scenario: REFUSED,
  judge(story) {
    const [genuine, forged] = story.launches.map(({ output }) => output);
    if (genuine?.includes(GENUINE) !== true)
      return doesNotApply('The client does not print the description of an error, so none is seen.');
    return forged?.includes(FORGED) === true
      ? violation(
          'nothing of an error response whose iss is not that of the server that was asked',
          `the client printed its error_description: ${FORGED}`,
        )
      : ok;
  },
});
