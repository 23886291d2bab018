import type { Defect } from '../../parts.ts';

export default {
  breaks: 'client.registration.preregistered-option',
  title: 'A configured client id is used only where there is no registration endpoint',
  alter: (parts) => ({
    registrationAt: (session, server) =>
      typeof session.context['client_id'] === 'string' && server.registration_endpoint !== undefined
        ? parts.register(session, server)
        : parts.registrationAt(session, server),
  }),
} satisfies Defect;
