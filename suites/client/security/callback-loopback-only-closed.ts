import { clientCheck, ok, unclear, violation } from '../../../harness/index.ts';
import { CALLBACK_LISTENER, noListener } from '../callback-listener.ts';

export default clientCheck({
  requirement: 'client.security.callback-loopback-only',
  title: 'The callback listener is closed when the client works with its token',
  scenario: CALLBACK_LISTENER,
  judge(story) {
    const beside = noListener(story);
    if (beside !== undefined) return beside;
    const { open } = story.notes;
    if (open === undefined) return unclear(`${story.summary}, so its listener was still needed.`);
    return open === true
      ? violation('nobody listens there any more', 'the port still accepts connections')
      : ok;
  },
});
