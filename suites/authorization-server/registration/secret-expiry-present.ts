import { authorizationServerCheck, bodyOf, doesNotApply, ok, violation } from '../../../harness/index.ts';
import { hasSecret, secretRegistration } from '../registrations.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.registration.secret-expiry-present',
  title: 'A client secret comes with the time at which it expires',
  needs: ['registration'],
  probe: async (server) => {
    const both = await Promise.all([secretRegistration(server), server.gathered.registration()]);
    return { registrations: both.map(({ reply }) => reply.exchange) };
  },
  judge: ({ registrations }) => {
    const withSecret = registrations.filter(hasSecret);
    if (withSecret.length === 0) return doesNotApply('It issues no client secrets.');
    const expiries = withSecret.map((exchange) => bodyOf(exchange)?.['client_secret_expires_at']);
    const wrong = expiries.findIndex((expiry) => typeof expiry !== 'number');
    if (wrong === -1) return ok;
    const expiry = expiries[wrong];
    return violation(
      'client_secret_expires_at is a number beside client_secret, 0 for never',
      expiry === undefined ? 'it is missing' : `it is ${JSON.stringify(expiry)}`,
    );
  },
});
