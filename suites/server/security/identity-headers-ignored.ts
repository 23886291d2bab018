import { callEach, noneCarriedOut, serverCheck, type HeaderLine } from '../../../harness/index.ts';

/** What gateways and proxies tell the server behind them about the user. */
const NAMES = [
  'X-Forwarded-User',
  'X-Forwarded-Email',
  'X-Forwarded-Preferred-Username',
  'X-Auth-Request-User',
  'X-Auth-Request-Email',
  'X-Authenticated-User',
  'X-Authenticated-Userid',
  'X-Remote-User',
  'Remote-User',
  'X-User',
  'X-User-Id',
  'X-Amzn-Oidc-Identity',
  'X-Goog-Authenticated-User-Email',
  'X-MS-Client-Principal-Name',
];
const LINES: HeaderLine[] = NAMES.map((name) => [name, 'admin@example.com']);

export default serverCheck({
  requirement: 'server.security.identity-headers-ignored',
  title: 'Headers that name a user open nothing',
  probe: async (server) =>
    callEach(server, { 'headers that name a user, as a gateway would send them': { headers: LINES } }),
  judge: noneCarriedOut,
});
