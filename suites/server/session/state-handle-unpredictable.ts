import { findStateHandle, inconclusive, ok, serverCheck, violation } from '../../../harness/index.ts';
import { guessable } from '../randomness.ts';

/** Enough to find counters, times and short names; each costs the server the work of a call. */
const SAMPLE = 12;

export default serverCheck({
  requirement: 'server.session.state-handle-unpredictable',
  title: 'State handles cannot be guessed',
  needs: ['token'],
  probe: async (server) => {
    const { mint } = await findStateHandle(server);
    const handles: string[] = [];
    while (handles.length < SAMPLE) {
      const handle = await mint();
      if (handle === undefined)
        throw inconclusive('The tool that gave out a state handle gave none this time.');
      handles.push(String(handle));
    }
    return { problem: guessable(handles) ?? null };
  },
  judge: ({ problem }) =>
    problem === null ? ok : violation('handles with at least 64 random bits, none twice', problem),
});
