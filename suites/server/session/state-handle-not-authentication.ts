import type { Answered, Judgement } from '../../../harness/index.ts';
import {
  describe,
  doesNotApply,
  findStateHandle,
  firstProblem,
  inconclusive,
  isServed,
  ok,
  serverCheck,
  tolerated,
  unclear,
  violation,
} from '../../../harness/index.ts';

/** As well-formed as a token can be. */
const GARBAGE = 'garbage-token-0123456789';

export default serverCheck({
  requirement: 'server.session.state-handle-not-authentication',
  title: 'A state handle does not stand in for a token',
  needs: ['token'],
  probe: async (server) => {
    const [{ mint, use }, token] = await Promise.all([findStateHandle(server), server.goodToken()]);
    const handle = await mint();
    if (handle === undefined)
      throw inconclusive('The tool that gave out a state handle gave none this time.');
    const [bare, garbage, bareAlone, garbageAlone] = await Promise.all([
      server.call({ operation: use(handle) }),
      server.call({ operation: use(handle), token: GARBAGE }),
      server.call({ operation: use() }),
      server.call({ operation: use(), token: GARBAGE }),
    ]);
    // Last, since a handle may serve only once.
    const own = await server.call({ operation: use(handle), token });
    return { own, bare, garbage, bareAlone, garbageAlone };
  },
  judge: ({ own, bare, garbage, bareAlone, garbageAlone }) => {
    const judged = firstProblem([
      refusedAlike(bare, bareAlone, 'a state handle without a token'),
      refusedAlike(garbage, garbageAlone, 'a state handle with a token that is none'),
    ]);
    if (judged.kind === 'violation' || isServed(own)) return judged;
    return unclear(`With a good token the call with the state handle was answered ${describe(own)}.`);
  },
});

const isOk = ({ response: { status } }: Answered) => status >= 200 && status < 300;

/** What is taken without a handle, or refused with another status, is so for another reason. */
function refusedAlike(named: Answered, alone: Answered, what: string): Judgement {
  if (isOk(alone)) return doesNotApply('The tool that takes the state handle is open to everyone.');
  const { status } = named.response;
  // An error of the tool inside a 200 comes from behind the door, too.
  if (isOk(named)) return violation(`401 for ${what}`, `${describe(named)}: the call was let in`);
  if (status === 401 || status === alone.response.status) return ok;
  return tolerated(`401 for ${what}`, `${describe(named)}: a refusal with the wrong status`);
}
