import type { Defect } from '../../parts.ts';

/** What the user agreed to is done, whatever the call now says. */
export default {
  breaks: 'server.session.request-state-bound-to-principal',
  title: 'requestState is taken for other arguments than it was made for',
  alter: () => ({ isPlanFor: () => true }),
} satisfies Defect;
