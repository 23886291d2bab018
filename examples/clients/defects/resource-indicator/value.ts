import type { Defect } from '../../parts.ts';

/** Who issues the token is taken for who reads it. */
export default {
  breaks: 'client.resource-indicator.value',
  title: 'The resource is the issuer',
  alter: (parts) => ({
    async authorize(session, target, registration) {
      const { issuer } = target.server;
      return parts.authorize(session, { ...target, resource: issuer }, registration);
    },
  }),
} satisfies Defect;
