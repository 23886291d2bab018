import { readJsonBody } from './mcp/body.ts';
import type { HttpContext, Setup, Unverifiable } from './types.ts';
import { fetchJson, isObject, outageOf, timeLimit } from './verify/upstream.ts';

/** The authorization server's metadata, for clients of 2025-03-26 that look for it at the MCP server. */
export async function serveAuthorizationServerMetadata(context: HttpContext, setup: Setup): Promise<void> {
  const signal = timeLimit(setup.settings.upstreamTimeoutMs);
  const discovered = await setup.parts.discover(setup, signal);
  if (discovered.kind === 'unverifiable') return answerOutage(context, discovered, setup);
  context.body = discovered.metadata;
}

/** Passes a registration (RFC 7591) on to the authorization server, and its answer back with its status. */
export async function serveRegistration(context: HttpContext, setup: Setup): Promise<void> {
  context.set('Cache-Control', 'no-store');
  const body = await readJsonBody(context.req);
  if (body.kind === 'refused')
    return answerError(context, body.status, 'invalid_client_metadata', body.message);
  if (!isObject(body.value)) {
    return answerError(context, 400, 'invalid_client_metadata', 'The body must be a JSON object.');
  }
  const signal = timeLimit(setup.settings.upstreamTimeoutMs);
  const discovered = await setup.parts.discover(setup, signal);
  if (discovered.kind === 'unverifiable') return answerOutage(context, discovered, setup);
  const url = discovered.metadata['registration_endpoint'];
  if (typeof url !== 'string' || !URL.canParse(url)) {
    return answerError(context, 403, 'access_denied', 'The authorization server takes no registrations.');
  }
  const answer = await fetchJson(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(body.value),
    signal,
  });
  if (answer.kind === 'unverifiable') return answerOutage(context, answer, setup);
  if (!isObject(answer.body)) return answerOutage(context, outageOf(url, answer), setup);
  context.status = answer.status;
  const delay = answer.headers.get('retry-after');
  if (delay !== null) context.set('Retry-After', delay);
  context.body = answer.body;
}

function answerOutage(
  context: HttpContext,
  { cause, retryAfterSeconds }: Unverifiable,
  { settings }: Setup,
): void {
  settings.log({ level: 'warn', message: `503: ${cause}` });
  context.set('Retry-After', String(retryAfterSeconds ?? 1));
  const text = 'The authorization server cannot be reached now. Try again.';
  answerError(context, 503, 'temporarily_unavailable', text);
}

function answerError(context: HttpContext, status: number, error: string, description: string): void {
  context.status = status;
  context.body = { error, error_description: description };
}
