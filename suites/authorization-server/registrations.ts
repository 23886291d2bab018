import {
  bodyOf,
  clientMetadata,
  doesNotApply,
  headerOf,
  ok,
  saidBy,
  stringsOf,
  TOO_MANY,
  unclear,
  violation,
  type Answered,
  type AuthorizationServerContext,
  type Control,
  type Exchange,
  type Json,
  type Judgement,
} from '../../harness/index.ts';

/** A client was registered (RFC 7591 §3.2.1), whatever the status of the success. */
export function isRegistered(exchange: Exchange): boolean {
  const { status = 0 } = exchange.response ?? {};
  return status >= 200 && status < 300 && typeof bodyOf(exchange)?.['client_id'] === 'string';
}

/** What a registration was answered, in words. */
export function toldOfRegistration(exchange: Answered): string {
  return isRegistered(exchange) ? `a client was registered (${exchange.response.status})` : saidBy(exchange);
}

/** The good registration request, made anew and changed; undefined leaves a member out. */
export async function registerWith(
  server: AuthorizationServerContext,
  changes: Record<string, unknown>,
): Promise<Exchange> {
  const { request } = await server.gathered.registration();
  const [redirectUri = ''] = request.redirect_uris;
  const fresh = clientMetadata(redirectUri, request.token_endpoint_auth_method);
  return (await server.register({ ...fresh, ...changes })).exchange;
}

/** Without it a refused registration proves nothing. */
export const goodRegistration: Control<AuthorizationServerContext> = {
  title: 'a good registration is taken',
  probe: async (server) => (await server.gathered.registration()).reply.exchange,
  holds: (exchange) => isRegistered(exchange) || `a good registration was answered ${saidBy(exchange)}`,
};

/** No client came of the request. How the error is told is what another check judges. */
export function notRegistered(exchange: Answered, what: string): Judgement {
  if (isRegistered(exchange)) return violation(`${what} is refused`, toldOfRegistration(exchange));
  const { status } = exchange.response;
  if (status === 429) return unclear(TOO_MANY);
  if (status < 400) return unclear(`${what}: ${saidBy(exchange)}, which neither registers nor refuses.`);
  if (status >= 500) {
    return doesNotApply(`${what} was answered ${status}; another check judges how errors are told.`);
  }
  return ok;
}

/** A registration that a probe needs to have succeeded; why it proves nothing when it has not. */
export function noRegistration(exchange: Answered): Judgement {
  return unclear(`No client was registered: ${saidBy(exchange)}.`);
}

/** A member of the answer as a list of strings; undefined when it is not there. */
export function listOf(exchange: Exchange, member: string): string[] | undefined {
  const body: { [member: string]: Json } | undefined = bodyOf(exchange);
  return Array.isArray(body?.[member]) ? stringsOf(body, member) : undefined;
}

/** Cache-Control has the directive. */
export function cacheDirectives({ response }: Answered): string[] {
  const value = headerOf(response.headers, 'cache-control') ?? '';
  return value.split(',').map((one) => one.trim().toLowerCase());
}

/** The registration of a client that asks for a secret, whatever came of it. */
export async function secretRegistration(server: AuthorizationServerContext) {
  const { document } = await server.gathered.metadata();
  const supported = stringsOf(document, 'token_endpoint_auth_methods_supported');
  const isPost = supported.includes('client_secret_post') && !supported.includes('client_secret_basic');
  return server.gathered.registration(isPost ? 'client_secret_post' : 'client_secret_basic');
}

/** The answer to a registration has a secret. */
export function hasSecret(exchange: Exchange): boolean {
  const secret = isRegistered(exchange) ? bodyOf(exchange)?.['client_secret'] : undefined;
  return typeof secret === 'string' && secret !== '';
}
