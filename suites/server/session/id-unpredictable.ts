import type { ServerContext } from '../../../harness/index.ts';
import {
  isServed,
  notApplicable,
  ok,
  openingOperation,
  serverCheck,
  violation,
} from '../../../harness/index.ts';
import { guessable } from '../randomness.ts';

/** Enough to find counters, times and short ids; nothing finer can be seen from outside. */
const SAMPLE = 24;

export default serverCheck({
  requirement: 'server.session.id-unpredictable',
  title: 'Session ids cannot be guessed',
  needs: ['token'],
  probe: async (server) => {
    const token = await server.goodToken();
    const ids: string[] = [];
    // One after the other, as a counter would be seen at its best; and each session is closed again.
    while (ids.length < SAMPLE) ids.push(await openAndClose(server, token));
    return { problem: guessable(ids) ?? null };
  },
  judge: ({ problem }) =>
    problem === null ? ok : violation('ids with at least 64 random bits, none twice', problem),
});

async function openAndClose(server: ServerContext, token: string): Promise<string> {
  const opened = await server.exchange({ operation: openingOperation(server.revision), token });
  const id = opened.header('mcp-session-id');
  if (id === undefined || !isServed(opened.exchange))
    throw notApplicable('The server assigns no session ids.', [opened.exchange.id]);
  const headers = { authorization: `Bearer ${token}`, 'mcp-session-id': id };
  await server.send({ method: 'DELETE', url: server.url, headers });
  return id;
}
