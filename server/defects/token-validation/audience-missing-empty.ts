import type { Defect } from '../../parts.ts';

/** `every` is true of nothing. */
export default {
  breaks: 'server.token-validation.audience-missing',
  title: 'A token with an empty list of audiences is accepted',
  alter: (parts) => ({
    checkAudience: (claims, setup, header) => {
      const { audiences } = setup.settings;
      const named: unknown = claims['aud'];
      const areOwn = Array.isArray(named) && named.every((one) => audiences.includes(String(one)));
      return areOwn ? undefined : parts.checkAudience(claims, setup, header);
    },
  }),
} satisfies Defect;
