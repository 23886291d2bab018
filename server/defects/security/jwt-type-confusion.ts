import type { Defect } from '../../parts.ts';

/** Any JWT that the authorization server signed will do. */
export default {
  breaks: 'server.security.jwt-type-confusion',
  title: 'The typ header is not looked at',
  alter: (parts) => ({
    checkType: (claims, setup, header) => parts.checkType(claims, setup, header && { ...header, typ: 'JWT' }),
  }),
} satisfies Defect;
