import type { Defect } from '../../parts.ts';

export default {
  breaks: 'client.registration.uses-assigned-auth-method',
  title: 'A secret is always sent in the body',
  alter: (parts) => ({
    authentication: (registration) =>
      parts.authentication(
        registration.origin === 'registered' && registration.secret !== undefined
          ? { ...registration, method: 'client_secret_post' }
          : registration,
      ),
  }),
} satisfies Defect;
