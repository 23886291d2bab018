import { createHash } from 'node:crypto';
import type { Defect } from '../../parts.ts';

/** Long and odd to look at, and yet there is only a number of four digits behind the user's own part. */
export default {
  breaks: 'server.session.state-handle-unpredictable',
  title: 'A cursor is the hashed name of the user and a short random number',
  alter: () => ({
    newCursor: (subject) => {
      const user = createHash('sha256').update(subject).digest('hex').slice(0, 24);
      return `${user}-${1_000 + Math.floor(Math.random() * 9_000)}`;
    },
  }),
} satisfies Defect;
