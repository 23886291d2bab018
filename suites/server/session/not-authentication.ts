import type { Answered, HeaderLine, Judgement, ServerContext } from '../../../harness/index.ts';
import {
  describe,
  firstProblem,
  goodTokenAccepted,
  isModern,
  isServed,
  ok,
  openOwnSession,
  serverCheck,
  tolerated,
  violation,
} from '../../../harness/index.ts';

/** As well-formed as a token can be. */
const GARBAGE = 'garbage-token-0123456789';
const MADE_UP: HeaderLine = ['mcp-session-id', '1f0f5f0a-5f8e-4a55-9a0c-0d6f4be2f7a1'];

export default serverCheck({
  requirement: 'server.session.not-authentication',
  title: 'A session id does not stand in for a token',
  needs: ['token'],
  control: goodTokenAccepted,
  probe: async (server) => {
    await server.gathered.protectedOperation();
    const headers = [await sessionLine(server, await server.goodToken())];
    const [bare, garbage, bareAlone, garbageAlone] = await Promise.all([
      server.call({ session: 'none', headers }),
      server.call({ session: 'none', headers, token: GARBAGE }),
      server.call({ session: 'none' }),
      server.call({ session: 'none', token: GARBAGE }),
    ]);
    return { bare, garbage, bareAlone, garbageAlone };
  },
  judge: ({ bare, garbage, bareAlone, garbageAlone }) =>
    firstProblem([
      refusedAlike(bare, bareAlone, 'a session id without a token'),
      refusedAlike(garbage, garbageAlone, 'a session id with a token that is none'),
    ]),
});

/** A session of this server; the newest revision, which has none, must be moved by no id at all. */
async function sessionLine(server: ServerContext, token: string): Promise<HeaderLine> {
  if (!isModern(server.revision)) return (await openOwnSession(server, token)).header;
  return openOwnSession(server, token).then(
    ({ header }) => header,
    () => MADE_UP,
  );
}

/** What is taken without a session id, or refused with another status, is so for another reason. */
function refusedAlike(named: Answered, alone: Answered, what: string): Judgement {
  const { status } = named.response;
  if (isServed(named))
    return isServed(alone) ? ok : violation(`401 for ${what}`, `${describe(named)}: it was accepted`);
  if (status === 401 || status === alone.response.status) return ok;
  return tolerated(`401 for ${what}`, `${describe(named)}: a refusal with the wrong status`);
}
