import type { Defect } from '../../parts.ts';

export default {
  breaks: 'server.session.id-unpredictable',
  title: 'Sessions are numbered',
  style: 'sessions',
  alter: () => {
    let last = 100_000;
    return { newSessionId: () => `session-${(last += 1)}` };
  },
} satisfies Defect;
