import type { Defect } from '../../parts.ts';

/** Whoever can make up key ids can make this server flood the authorization server. */
export default {
  breaks: 'server.availability.unknown-kid-throttled',
  title: 'Each unknown key id makes the key set be fetched',
  alter: () => ({ mayRefetch: () => true }),
} satisfies Defect;
