import type { Defect } from '../../parts.ts';

/** What nobody expected to be long is too long for somebody. */
export default {
  breaks: 'server.security.oversized-header',
  title: 'A token of more than 10,000 characters makes the server stumble',
  alter: (parts) => ({
    readCredentials: (request) => {
      if ((request.headers.authorization ?? '').length > 10_000) throw new RangeError('too long');
      return parts.readCredentials(request);
    },
  }),
} satisfies Defect;
