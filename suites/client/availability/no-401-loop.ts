import {
  bearerOf,
  clientCheck,
  endingOf,
  loopIn,
  ok,
  unclear,
  type Scenario,
} from '../../../harness/index.ts';
import { tokenRanOut } from '../ran-out.ts';

/** The server takes no token at all, however fresh. */
const REFUSES_EVERY_TOKEN: Scenario = {
  async play(lab) {
    lab.answer(({ kind, token }) => kind === 'mcp' && token !== undefined, tokenRanOut(lab));
    await lab.launch({ limitMs: 15_000 });
    return undefined;
  },
};

/** About two logins, and a refresh for each. */
const BOUNDS = { registration: 3, authorization: 3, code: 3, refresh: 3, mcp: 15 };

export default clientCheck({
  requirement: 'client.availability.no-401-loop',
  title: 'A server that refuses every fresh token gets an end of it after about two logins',
  scenario: REFUSES_EVERY_TOKEN,
  reaches: 'token',
  judge(story) {
    if (!story.of('mcp').some((step) => bearerOf(step) !== undefined))
      return unclear('The client never used its token.');
    const loop = loopIn(story, 1, BOUNDS);
    if (loop !== undefined) return loop;
    const [launch] = story.launches;
    return launch?.endedByLab === 'time' ? unclear(`${endingOf(launch)} and was in no loop.`) : ok;
  },
});
