import type { Json } from '../contract.ts';
import type { ClientLab } from './lab.ts';
import type { LabAnswer, LabRequest } from './script.ts';
import type { StepKind } from './steps.ts';

/** The client that a request of the authorization server names, wherever it does. */
export function clientIn({ parameters, headers }: LabRequest): string | undefined {
  const basic = /^Basic\s+(\S+)/i.exec(headers.authorization ?? '')?.[1];
  if (basic === undefined) return parameters.get('client_id') ?? undefined;
  const [id = ''] = Buffer.from(basic, 'base64').toString('utf8').split(':', 1);
  return new URLSearchParams(`id=${id}`).get('id') ?? undefined;
}

/** Ids of the clients that have registered themselves so far. */
function registeredClients(lab: ClientLab): string[] {
  return lab.mock.clients.list().flatMap(({ id, kind }) => (kind === 'registered' ? [id] : []));
}

/**
 * The authorization server has forgotten every client that registered itself so far, and says so in its own way at the
 * given requests; elsewhere it still plays along.
 */
export function disown(
  lab: ClientLab,
  kinds: readonly StepKind[],
  answer: LabAnswer | ((request: LabRequest) => LabAnswer),
): void {
  const stale = new Set(registeredClients(lab));
  lab.answer(
    (request) => kinds.includes(request.kind) && stale.has(clientIn(request) ?? ''),
    typeof answer === 'function' ? answer : () => answer,
  );
}

/** An error response of the token endpoint (RFC 6749 §5.2). */
export function tokenError(error: string, status = 400): LabAnswer {
  const headers: Record<string, string> = status === 401 ? { 'WWW-Authenticate': 'Basic realm="token"' } : {};
  return { status, json: { error }, headers: { 'Cache-Control': 'no-store', ...headers } };
}

/** An authorization error response (OAuth 2.1 §4.1.2.1) to wherever the client wants it. */
export function errorRedirect(lab: ClientLab, error: string): (request: LabRequest) => LabAnswer {
  return (request) => redirectBack(lab, request, { error });
}

/** Lets the browser go back to the client, with `state` and `iss` as they should be. */
export function redirectBack(
  lab: ClientLab,
  request: LabRequest,
  response: Record<string, string>,
): LabAnswer {
  const { parameters } = request;
  const to = new URL(parameters.get('redirect_uri') ?? 'about:blank');
  const state = parameters.get('state');
  const all = {
    ...response,
    ...(state === null ? {} : { state }),
    iss: lab.siteOf(request).mock.urls.issuer,
  };
  for (const [name, value] of Object.entries(all)) to.searchParams.set(name, value);
  return { status: 302, headers: { Location: to.href } };
}

/** Lets clients in that never registered, such as one that was given its id: codes and tokens are those of the lab. */
export function welcome(lab: ClientLab, isWelcome: (id: string) => boolean): void {
  const isTheirs = (request: LabRequest) => isWelcome(clientIn(request) ?? '');
  let codes = 0;
  lab.answer(
    (request) => request.kind === 'authorization' && isTheirs(request),
    (request) => redirectBack(lab, request, { code: `code-of-the-lab-${(codes += 1)}-${Date.now()}` }),
  );
  lab.answer(
    (request) => ['code', 'refresh'].includes(request.kind) && isTheirs(request),
    async (request) => ({
      status: 200,
      json: await tokenResponse(lab.siteOf(request), clientIn(request) ?? ''),
    }),
  );
}

/** A token response (RFC 6749 §5.1) with a token that the MCP server takes. */
export async function tokenResponse(
  { mock }: Pick<ClientLab, 'mock'>,
  clientId: string,
): Promise<Record<string, Json>> {
  const scope = 'web-search:read web-search:write';
  const token = await mock.mint({ clientId, scopes: scope.split(' ') });
  return { access_token: token, token_type: 'Bearer', expires_in: 3600, scope };
}

/** Nobody gets a refresh token, whatever they ask for: who runs out of an access token has to log in. */
export function withoutRefreshTokens(lab: ClientLab): void {
  lab.change('code', ({ json }) => delete json['refresh_token']);
}

/** The MCP server asks for a token at the first call of a tool, and not before. */
export function protectCallsOnly(lab: ClientLab): void {
  lab.answer(
    ({ kind, rpc, token }) => kind === 'mcp' && rpc !== 'tools/call' && token === undefined,
    async (request) => {
      request.lend(await lab.mock.mint({ scopes: ['web-search:read'] }));
      return undefined;
    },
  );
}
