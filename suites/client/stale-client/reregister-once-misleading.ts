import { clientCheck, loopIn, ok, tokenError, type Scenario } from '../../../harness/index.ts';

/** A server that blames the code where it has forgotten the client, and the next client too. */
const NO_CODE_IS_GOOD: Scenario = {
  async play(lab) {
    lab.answer('code', tokenError('invalid_grant'));
    await lab.launch();
    return undefined;
  },
};

/** RFC 6749 §5.2 lets nobody conclude from invalid_grant that the client is unknown: to stop with an error is right. */
export default clientCheck({
  requirement: 'client.stale-client.reregister-once',
  title: 'Told invalid_grant for each code, the client comes to an end',
  scenario: NO_CODE_IS_GOOD,
  judge: (story) => loopIn(story, 1, { registration: 2 }) ?? ok,
});
