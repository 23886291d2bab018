import { authorizationServerCheck, ok, violation } from '../../../harness/index.ts';
import {
  cacheDirectives,
  hasSecret,
  noRegistration,
  isRegistered,
  secretRegistration,
} from '../registrations.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.registration.no-store',
  title: 'An answer with a client secret may not be stored by caches',
  needs: ['registration'],
  probe: async (server) => {
    const both = await Promise.all([secretRegistration(server), server.gathered.registration()]);
    return { registrations: both.map(({ reply }) => reply.exchange) };
  },
  judge: ({ registrations }) => {
    const [first] = registrations;
    if (first !== undefined && !registrations.some(isRegistered)) return noRegistration(first);
    const stored = registrations.find(
      (exchange) => hasSecret(exchange) && !cacheDirectives(exchange).includes('no-store'),
    );
    if (stored === undefined) return ok;
    const directives = cacheDirectives(stored).filter(Boolean);
    return violation(
      'Cache-Control: no-store beside a client_secret',
      directives.length === 0 ? 'no Cache-Control' : `Cache-Control: ${directives.join(', ')}`,
    );
  },
});
