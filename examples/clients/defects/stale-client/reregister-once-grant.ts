import type { Defect } from '../../parts.ts';
import { Refused } from '../../types.ts';

/** Whatever the token endpoint refuses is put down to the registration. */
export default {
  breaks: 'client.stale-client.reregister-once',
  entails: ['client.stale-client.no-reregister-on-other-errors'],
  title: 'It registers anew for as long as its codes are refused',
  alter: (parts) => ({
    isStaleClient: (error) =>
      parts.isStaleClient(error) || (error instanceof Refused && error.code === 'invalid_grant'),
    mostFreshStarts: () => Infinity,
  }),
} satisfies Defect;
