import type { Defect } from '../../parts.ts';

/** Each start leaves another client behind at the authorization server. */
export default {
  breaks: 'client.stale-client.registration-reused',
  entails: ['client.availability.refresh-before-login'],
  title: 'It registers at every start',
  alter: () => ({ hasExpired: () => true }),
} satisfies Defect;
