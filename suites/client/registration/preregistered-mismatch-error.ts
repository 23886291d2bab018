import { atSecond, clientCheck, doesNotApply, ok, violation } from '../../../harness/index.ts';
import { stayedBehind } from '../moved.ts';
import { stepsOf, wayIn, WAYS_IN } from '../ways-in.ts';

export default clientCheck({
  requirement: 'client.registration.preregistered-mismatch-error',
  title: 'A configured client id is not shown to another authorization server than its own',
  scenario: WAYS_IN,
  judge(story) {
    const steps = stepsOf(story, 'given');
    const elsewhere = new Set(atSecond(story));
    if (wayIn(steps.filter((step) => !elsewhere.has(step))) !== 'given')
      return doesNotApply('The client does not use the client_id of MCP_CONFORMANCE_CONTEXT.');
    const later = steps.filter((step) => elsewhere.has(step));
    if (later.length === 0) return stayedBehind(steps);
    if (wayIn(later) !== 'given') return ok;
    return violation(
      `an error, as the configured client is known at ${story.issuer} (named as issuer in MCP_CONFORMANCE_CONTEXT)`,
      `its client_id was sent to ${story.second?.issuer ?? 'the other one'}, which the metadata changed to`,
    );
  },
});
