import { clientCheck, endingOf, ok, violation } from '../../../harness/index.ts';
import { noRegistration } from '../registrations.ts';
import { REJECTED } from '../rejected-registration.ts';

const MOST_TRIES = 3;
/** What programs make of an id that is not there. */
const NO_ID = new Set([undefined, '', 'undefined', 'null', 'None', 'nil', '[object Object]']);

export default clientCheck({
  requirement: 'client.registration.handles-rejection',
  title: 'A registration that is refused ends the attempt, or is adjusted',
  scenario: REJECTED,
  reaches: 'discovered',
  judge(story) {
    const tries = story.of('registration').length;
    if (tries === 0) return noRegistration(story);
    const [launch] = story.launches;
    const expected = 'an error to the caller, or one more registration that is adjusted';
    const without = story.of('authorization').find(({ parameters }) => NO_ID.has(parameters['client_id']));
    if (without !== undefined)
      return violation(
        expected,
        `an authorization request with client_id ${without.parameters['client_id'] ?? 'missing'}`,
      );
    if (tries > MOST_TRIES || launch?.endedByLab === 'requests')
      return violation(expected, `${tries} registrations. ${endingOf(launch)}`);
    const isCrash = launch?.endedByLab === undefined && launch?.killedBy !== undefined;
    return isCrash ? violation(expected, `a crash. ${endingOf(launch)}`) : ok;
  },
});
