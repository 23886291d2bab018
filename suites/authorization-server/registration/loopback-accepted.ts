import { authorizationServerCheck, ok, TOO_MANY, unclear, violation } from '../../../harness/index.ts';
import { isRegistered, listOf, registerWith, toldOfRegistration } from '../registrations.ts';

const LOOPBACK: readonly string[] = [
  'http://127.0.0.1:3000/cb',
  'http://localhost:3000/cb',
  'http://[::1]:3000/cb',
];

export default authorizationServerCheck({
  requirement: 'authorization-server.registration.loopback-accepted',
  title: 'A native client can register a loopback redirect URI over http',
  needs: ['registration'],
  probe: async (server) => {
    const attempts = LOOPBACK.map((uri) => registerWith(server, { redirect_uris: [uri] }));
    return { attempts: await Promise.all(attempts), uris: [...LOOPBACK] };
  },
  judge: ({ attempts, uris }) => {
    const takes = attempts.some((exchange, index) => {
      const kept = listOf(exchange, 'redirect_uris');
      return isRegistered(exchange) && (kept === undefined || kept.includes(uris[index] ?? ''));
    });
    if (takes) return ok;
    if (attempts.some(({ response }) => response.status === 429)) return unclear(TOO_MANY);
    const [first] = attempts;
    const kept = first === undefined ? undefined : listOf(first, 'redirect_uris');
    const said = kept === undefined ? '' : ` for ${kept.join(', ') || 'no redirect URI'}`;
    return violation(
      `one of ${uris.join(', ')} can be registered`,
      `none can: ${first === undefined ? '' : toldOfRegistration(first)}${said}`,
    );
  },
});
