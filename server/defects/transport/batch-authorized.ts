import type { Defect } from '../../parts.ts';

/** The first member stands for all. */
export default {
  breaks: 'server.transport.batch-authorized',
  entails: ['server.security.batch-no-bypass'],
  title: 'Only the first member of a batch has its scope checked',
  alter: (parts) => ({
    missingScopes: (body, access, setup) =>
      parts.missingScopes(Array.isArray(body) ? body[0] : body, access, setup),
  }),
} satisfies Defect;
