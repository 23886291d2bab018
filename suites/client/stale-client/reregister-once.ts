import {
  clientCheck,
  loopIn,
  ok,
  registeredIn,
  doesNotApply,
  type Scenario,
  tokenError,
} from '../../../harness/index.ts';

const NEVER_KNOWN: Scenario = {
  async play(lab) {
    lab.answer('code', tokenError('invalid_client', 401));
    await lab.launch();
    return undefined;
  },
};

export default clientCheck({
  requirement: 'client.stale-client.reregister-once',
  title: 'A server that knows no client, however fresh, does not drive the client into a loop',
  scenario: NEVER_KNOWN,
  judge: (story) =>
    registeredIn(story, 1).size === 0
      ? doesNotApply('The client does not register dynamically.')
      : (loopIn(story, 1, { registration: 2 }) ?? ok),
});
