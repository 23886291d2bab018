import {
  clientCheck,
  endingOf,
  errorRedirect,
  ok,
  unclear,
  violation,
  wasCutShort,
  type Scenario,
} from '../../../harness/index.ts';
import { wasDenied } from '../sequence.ts';

const LIMIT_MS = 15_000;
const MOST_LOGINS = 2;
const EXPECTED = 'an error to the caller at once, and no token request';

/** The user says no. */
const DENIED: Scenario = {
  async play(lab) {
    lab.answer('authorization', errorRedirect(lab, 'access_denied'));
    await lab.launch({ limitMs: LIMIT_MS });
    return undefined;
  },
};

export default clientCheck({
  requirement: 'client.availability.error-response-ends-attempt',
  title: 'An authorization error response ends the attempt at once',
  scenario: DENIED,
  judge(story) {
    const requests = story.of('authorization');
    if (!requests.some(wasDenied)) return unclear('No error response reached the client.');
    if (story.of('code').length + story.of('token').length > 0)
      return violation(EXPECTED, 'a token request, although no code came');
    if (requests.length > MOST_LOGINS)
      return violation(EXPECTED, `${requests.length} authorization requests`);
    const [launch] = story.launches;
    if (launch?.endedByLab === undefined) return ok;
    return wasCutShort(story, launch)
      ? unclear(`${endingOf(launch)} and was still at it.`)
      : violation(EXPECTED, `${endingOf(launch)} although access_denied had come`);
  },
});
