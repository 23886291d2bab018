import {
  authorizationServerCheck,
  notApplicable,
  ok,
  REDIRECT_URI,
  TOO_MANY,
  unclear,
  violation,
  type AuthorizationServerContext,
  type Exchange,
} from '../../../harness/index.ts';
import { isAllowed, preflight } from '../cross-origin.ts';

const ENDPOINTS = ['token_endpoint', 'registration_endpoint', 'revocation_endpoint', 'jwks_uri'] as const;

export default authorizationServerCheck({
  requirement: 'authorization-server.availability.cors-token-endpoint',
  title: 'Pages of other origins may use the endpoints for clients',
  probe: async (server) => {
    const { document } = await server.gathered.metadata();
    const named = ENDPOINTS.filter((name) => typeof document[name] === 'string');
    if (named.length === 0) throw notApplicable('The metadata names no such endpoint.');
    const origin = await originOfClient(server);
    const answers = await Promise.all(named.map((name) => tryEndpoint(server, name, origin)));
    return { answers, named, origin };
  },
  judge: ({ answers, named, origin }) => {
    const closed = named.filter((_, index) => {
      const answer = answers[index];
      return answer !== undefined && !isAllowed(answer, origin);
    });
    if (closed.length === 0) return ok;
    if (answers.some(({ response }) => response.status === 429)) return unclear(TOO_MANY);
    return violation(
      'token, registration, revocation endpoint and key set answer pages of other origins',
      `no Access-Control-Allow-Origin for one at ${closed.join(', ')}`,
    );
  },
});

/** Some allow only origins that belong to a redirect URI of a client. */
async function originOfClient(server: AuthorizationServerContext): Promise<string> {
  const uri = server.target.mayRegister ? await knownClient(server) : undefined;
  return new URL(uri ?? server.target.client?.redirectUri ?? REDIRECT_URI).origin;
}

async function knownClient(server: AuthorizationServerContext): Promise<string | undefined> {
  const { document } = await server.gathered.metadata();
  if (typeof document['registration_endpoint'] !== 'string') return undefined;
  return (await server.client()).redirectUri;
}

/** Nothing is changed by it: registration is only asked about, the forms are empty. */
async function tryEndpoint(
  server: AuthorizationServerContext,
  name: (typeof ENDPOINTS)[number],
  origin: string,
): Promise<Exchange> {
  const url = await server.endpoint(name);
  if (name === 'jwks_uri') return server.send({ url, headers: { origin } });
  if (name === 'registration_endpoint')
    return preflight(server, { url, method: 'POST', headers: 'content-type', origin });
  return server.send({
    method: 'POST',
    url,
    headers: { origin, 'content-type': 'application/x-www-form-urlencoded' },
    body: '',
  });
}
