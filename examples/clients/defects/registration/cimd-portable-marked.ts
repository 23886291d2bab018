import type { Defect } from '../../parts.ts';

/** So that its owner can tell apart where it is used. */
export default {
  breaks: 'client.registration.cimd-portable',
  title: 'At another authorization server the URL client id gets the name of that server added',
  alter: (parts) => ({
    authorizationParameters(session, request) {
      const parameters = parts.authorizationParameters(session, request);
      const { registration, target } = request;
      const before = session.storage.contents.issuers[session.url];
      if (registration.origin !== 'document' || before === undefined || before === target.server.issuer)
        return parameters;
      const id = new URL(registration.id);
      id.searchParams.set('at', target.server.issuer);
      return { ...parameters, client_id: id.href };
    },
  }),
} satisfies Defect;
