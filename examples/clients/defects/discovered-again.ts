import type { Parts, Session } from '../parts.ts';
import type { Challenge } from '../types.ts';

/** For lies that read the metadata again, by the challenge that they were last read by. */
export function discoveredAgain(parts: Parts): {
  discover: Parts['discover'];
  again: (session: Session) => ReturnType<Parts['discover']>;
} {
  const challenges = new WeakMap<Session, Challenge>();
  return {
    discover(session, challenge) {
      challenges.set(session, challenge);
      return parts.discover(session, challenge);
    },
    again: (session) => parts.discover(session, challenges.get(session) ?? {}),
  };
}
