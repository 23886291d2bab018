import { createHash } from 'node:crypto';
import type { Defect } from '../../parts.ts';

/** It looks long, and yet whoever knows when a session began knows its id. */
export default {
  breaks: 'server.session.id-unpredictable',
  title: 'The session id is the time behind a fixed text in hex',
  style: 'sessions',
  alter: () => {
    const prefix = createHash('sha256').update('web search').digest('hex');
    return { newSessionId: () => `${prefix}${process.hrtime.bigint().toString(16)}` };
  },
} satisfies Defect;
