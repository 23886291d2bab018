import type { Defect } from '../../parts.ts';

/** An absent Origin is looked up in the list of allowed ones, and is not there. */
export default {
  breaks: 'server.availability.absent-origin-accepted',
  title: 'A request without an Origin is refused',
  alter: (parts) => ({
    originAllowed: (origin, setup) => origin !== undefined && parts.originAllowed(origin, setup),
  }),
} satisfies Defect;
