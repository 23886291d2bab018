import type { Defect } from '../../parts.ts';

export default {
  breaks: 'server.session.replay-own-stream-only',
  title: 'The events of all sessions are kept in one place and found by their id alone',
  style: 'sessions',
  alter: (parts) => {
    const shared = parts.eventLog('everyone');
    return { eventLog: () => shared };
  },
} satisfies Defect;
