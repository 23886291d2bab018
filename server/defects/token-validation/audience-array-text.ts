import type { Defect } from '../../parts.ts';

/** A single audience is compared, a list is searched as one text. */
export default {
  breaks: 'server.token-validation.audience-array',
  title: 'In a list of audiences, one that begins like this server is enough',
  alter: (parts) => ({
    checkAudience: (claims, setup, header) => {
      const named: unknown = claims['aud'];
      const isNamed = Array.isArray(named) && named.join(' ').includes(setup.settings.resourceIdentifier);
      return isNamed ? undefined : parts.checkAudience(claims, setup, header);
    },
  }),
} satisfies Defect;
