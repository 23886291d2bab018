import type { Defect } from '../../parts.ts';

/** What an earlier process has issued or seen: the store that a restart loses, seen from outside. */
const earlier = new Map<string, symbol>();

/** The store of tokens is empty after a restart, and the lookup of an unknown one throws. */
export default {
  breaks: 'server.stale-client.restart-keeps-challenge',
  title: 'A token from before the restart makes the server stumble',
  alter: (parts) => {
    const process = Symbol('process');
    return {
      verifyToken: async (token, setup) => {
        if ((earlier.get(token) ?? process) !== process) throw new TypeError('The session is undefined.');
        earlier.set(token, process);
        return parts.verifyToken(token, setup);
      },
    };
  },
} satisfies Defect;
