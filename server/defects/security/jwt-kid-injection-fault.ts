import type { Defect } from '../../parts.ts';

/** A kid that is no text meets a method of texts. */
export default {
  breaks: 'server.security.jwt-kid-injection',
  title: 'A kid that is an object makes the server stumble',
  alter: (parts) => ({
    checkHeader: (header) => {
      const kid = header['kid'] as string | undefined;
      return kid?.trim() === '' ? 'The kid is empty.' : parts.checkHeader(header);
    },
  }),
} satisfies Defect;
