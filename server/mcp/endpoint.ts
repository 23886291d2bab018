import type { ServerResponse } from 'node:http';
import type { AuthInfo } from '@modelcontextprotocol/server';
import { refuse } from '../access/refuse.ts';
import type { Access, HttpContext, Problem, Setup } from '../types.ts';
import { readJsonBody, type BodyResult } from './body.ts';
import { operationsOf } from './operations.ts';
import type { Handle } from './protocol.ts';
import { withOwnSubscriptions } from '../tools/saved-uri.ts';

/** Where JSON-RPC ends and HTTP begins: errors of the transport (JSON-RPC 2.0 §5.1). */
const PARSE_ERROR = -32_700;
const INVALID_REQUEST = -32_600;

/** Serves one request to the MCP endpoint: token first, then body, scope and the call itself. */
export async function serveEndpoint(
  context: HttpContext,
  setup: Setup,
  dispatch: () => Promise<Handle>,
): Promise<void> {
  const { parts } = setup;
  const access = await parts.authenticate(context, setup);
  if (access === undefined) return;
  // Never for a shared cache, whatever the answer is (RFC 9111 §3.5).
  context.set('Cache-Control', 'no-store');
  if (!parts.endpointMethods().includes(context.method)) return refuseMethod(context, setup);
  const body: BodyResult =
    context.method === 'POST' ? await readJsonBody(context.req) : { kind: 'json', value: undefined };
  if (body.kind === 'refused') return answerError(context, body.status, PARSE_ERROR, body.message);
  const batchTrouble = parts.batchTrouble(body.value, context.get('mcp-protocol-version'));
  if (batchTrouble !== undefined) return answerError(context, 400, INVALID_REQUEST, batchTrouble);
  const missing = parts.missingScopes(body.value, access, setup);
  if (missing !== undefined) return refuse(context, missing, setup);
  await parts.innermost(context, async () => {
    const handle = await dispatch();
    if (context.method === 'GET' || isListening(body.value)) parts.endWithToken(context.res, access, setup);
    context.respond = false;
    const request = Object.assign(context.req, { auth: authInfoOf(access) });
    const message = withOwnSubscriptions(parts.messageToServe(body.value), access, setup);
    await handle(request, context.res, message);
  });
}

/** Finds out who asks; answers the refusal itself and gives undefined when nobody may ask. */
export async function authenticate(context: HttpContext, setup: Setup): Promise<Access | undefined> {
  const { parts } = setup;
  const refuseWith = (problem: Problem) => {
    refuse(context, problem, setup);
    return undefined;
  };
  const credentials = parts.readCredentials(context.req);
  if (credentials.kind === 'none') return refuseWith({ kind: 'no-credentials' });
  if (credentials.kind === 'malformed') return refuseWith(credentials);
  const result = await parts.verifyToken(credentials.token, setup);
  return result.kind === 'access' ? result.access : refuseWith(parts.problemOf(result));
}

/** Every member of a batch must be permitted, and one challenge names all that is needed. */
export function missingScopes(body: unknown, access: Access, { parts }: Setup): Problem | undefined {
  const required = [...new Set(operationsOf(body).flatMap((operation) => parts.requiredScopes(operation)))];
  return parts.coversScopes(access.scopes, required)
    ? undefined
    : { kind: 'insufficient-scope', scopes: required };
}

const BATCH_LIMIT = 50;

/** Only 2025-03-26 has batches; it has no version header field, so its absence permits one. */
export function batchTrouble(body: unknown, version: string): string | undefined {
  if (!Array.isArray(body)) return undefined;
  if (version !== '' && version !== '2025-03-26') return `Revision ${revisionName(version)} has no batches.`;
  return body.length === 0 || body.length > BATCH_LIMIT
    ? `A batch has 1 to ${BATCH_LIMIT} messages.`
    : undefined;
}

const revisionName = (version: string) => (/^\d{4}-\d\d-\d\d$/.test(version) ? version : 'asked for');

/** What the protocol gets to see: the very message whose scopes were checked. */
export function messageToServe(body: unknown): unknown {
  return body;
}

function isListening(body: unknown): boolean {
  return operationsOf(body).some(({ method }) => method === 'subscriptions/listen');
}

/** A stream goes on no longer than the token that opened it. */
export function endWithToken(response: ServerResponse, { claims }: Access, { settings }: Setup): void {
  const { exp } = claims;
  if (typeof exp !== 'number') return;
  const LONGEST_TIMER = 2 ** 31 - 1;
  const delay = Math.min(exp * 1000 - settings.now(), LONGEST_TIMER);
  const timer = setTimeout(() => response.destroy(), delay).unref();
  response.once('close', () => clearTimeout(timer));
}

function authInfoOf(access: Access): AuthInfo {
  const { client_id: clientId } = access.claims;
  return {
    token: access.token,
    clientId: typeof clientId === 'string' ? clientId : '',
    scopes: access.scopes,
    extra: { access },
  };
}

/** GET and DELETE belong to sessions, which the server has in no revision unless its style says so. */
export function endpointMethods(): readonly string[] {
  return ['POST'];
}

/** 405 says in each revision that there is no event stream (2025-11-25 basic/transports «Listening for Messages»). */
export function otherMethodStatus(): number {
  return 405;
}

function refuseMethod(context: HttpContext, { parts }: Setup): void {
  const status = parts.otherMethodStatus();
  if (status === 405) context.set('Allow', [...parts.endpointMethods(), 'OPTIONS'].join(', '));
  answerError(context, status, INVALID_REQUEST, 'This method does nothing at this endpoint.');
}

function answerError(context: HttpContext, status: number, code: number, message: string): void {
  context.status = status;
  context.body = { jsonrpc: '2.0', error: { code, message }, id: null };
}
