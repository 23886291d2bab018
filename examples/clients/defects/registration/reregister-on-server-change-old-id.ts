import type { Defect } from '../../parts.ts';

/** The new registration is made, and what was at hand before is sent. */
export default {
  breaks: 'client.registration.reregister-on-server-change',
  entails: ['client.registration.separate-per-authorization-server'],
  title: 'Registers at the new authorization server, and asks there with the id of the former one',
  alter: (parts) => ({
    authorizationParameters(session, request) {
      const parameters = parts.authorizationParameters(session, request);
      const { issuers, registrations } = session.storage.contents;
      const before = issuers[session.url];
      const former = before === undefined ? undefined : registrations[before]?.id;
      const isElsewhere = before !== request.target.server.issuer;
      const isOwn = request.registration.origin === 'registered';
      return former !== undefined && isElsewhere && isOwn ? { ...parameters, client_id: former } : parameters;
    },
  }),
} satisfies Defect;
