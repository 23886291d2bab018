import {
  clientCheck,
  clientIn,
  clientOf,
  doesNotApply,
  loopIn,
  ok,
  tokenError,
  violation,
  welcome,
  type Scenario,
} from '../../../harness/index.ts';

const GIVEN = { client_id: 'given-by-the-user', client_secret: 'secret-given-by-the-user' };

/** The client that the user configured is refused for its code. */
const REFUSED: Scenario = {
  official: 'auth/pre-registration',
  context: GIVEN,
  async play(lab) {
    welcome(lab, (id) => id === GIVEN.client_id);
    lab.answer(
      (request) => request.kind === 'code' && clientIn(request) === GIVEN.client_id,
      tokenError('invalid_client', 401),
    );
    await lab.launch();
    return undefined;
  },
};

export default clientCheck({
  requirement: 'client.stale-client.preregistered-not-replaced',
  title: 'A configured client id that is refused is not replaced by a registration',
  scenario: REFUSED,
  judge(story) {
    if (!story.steps.some((step) => clientOf(step) === GIVEN.client_id))
      return doesNotApply('The client does not use the client_id of MCP_CONFORMANCE_CONTEXT.');
    const registrations = story.of('registration').length;
    if (registrations > 0)
      return violation(
        'an error to the user, who configured the client id, and no registration',
        `the client registered in its place (registrations: ${registrations})`,
      );
    return loopIn(story, 1) ?? ok;
  },
});
