import { clientCheck, doesNotApply, ok, violation } from '../../../harness/index.ts';
import { noRegistration } from '../registrations.ts';
import { REFUSAL, REJECTED } from '../rejected-registration.ts';

export default clientCheck({
  requirement: 'client.registration.surfaces-rejection',
  title: 'The user learns that the registration was refused',
  scenario: REJECTED,
  reaches: 'discovered',
  judge(story) {
    if (story.of('registration').length === 0) return noRegistration(story);
    if (story.of('authorization').length > 0)
      return doesNotApply('The client went on without the registration; another check judges that.');
    const output = story.launches.map((launch) => launch.output).join('\n');
    const isSaid = [REFUSAL.error, REFUSAL.error_description].some((text) => output.includes(text));
    if (isSaid || output.split('\n').some(speaksOfFailure)) return ok;
    const said = output.trim();
    return violation(
      `a message that says that the registration was refused, such as ${REFUSAL.error} or its description`,
      said === '' ? 'the client printed nothing' : `the client printed: ${said.slice(-300)}`,
    );
  },
});

/** In words of the client's own. */
function speaksOfFailure(line: string): boolean {
  return /regist(er|ration)/i.test(line) && /fail|refus|reject|denied|error|not allowed|40\d/i.test(line);
}
