import { clientCheck, doesNotApply, ok, violation } from '../../../harness/index.ts';
import { CALLBACK_LISTENER, noListener } from '../callback-listener.ts';

export default clientCheck({
  requirement: 'client.security.callback-loopback-only',
  title: 'The callback listener is not reachable from other machines',
  scenario: CALLBACK_LISTENER,
  judge(story) {
    const beside = noListener(story);
    if (beside !== undefined) return beside;
    const { addresses, outside } = story.notes;
    if (addresses === 0) return doesNotApply('This machine has no address that others could reach.');
    return Array.isArray(outside) && outside.length > 0
      ? violation('a listener on 127.0.0.1 or ::1 only', 'it also accepts connections from other machines')
      : ok;
  },
});
