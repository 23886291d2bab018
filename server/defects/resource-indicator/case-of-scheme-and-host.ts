import type { Defect } from '../../parts.ts';

/** RFC 3986 §6.2.2.1: scheme and host have no case. */
export default {
  breaks: 'server.resource-indicator.case-of-scheme-and-host',
  title: 'The audience is compared letter by letter',
  alter: (parts) => ({
    checkAudience: (claims, setup, header) => {
      const named = [claims['aud']].flat();
      const isNamed = setup.settings.audiences.some((own) => named.includes(own));
      return isNamed ? parts.checkAudience(claims, setup, header) : 'The audience is another one.';
    },
  }),
} satisfies Defect;
