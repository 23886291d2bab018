import {
  calculatePKCECodeChallenge,
  generateRandomCodeVerifier,
  generateRandomState,
  validateAuthResponse,
  type AuthorizationServer,
} from 'oauth4webapi';
import { Stop } from '../signals.ts';
import { visit, type Visit } from '../oauth/visit.ts';
import type { Halt, StepWriter } from './journal.ts';
import type { Client } from './registration.ts';
import { outageOf, type Session } from './session.ts';

/** What is asked for. */
export interface Request {
  server: AuthorizationServer;
  client: Client;
  /** Left out of the request when undefined. */
  scope: string | undefined;
  resource: string | undefined;
}

/** A code, and what it is redeemed with. */
export interface Grant {
  /** As oauth4webapi has checked them. */
  parameters: URLSearchParams;
  verifier: string;
}

/** No code came, and perhaps because the authorization server does not know the client. The step is still open. */
export interface NoCode {
  step: StepWriter;
  /** `likely`: an error page, or an error about the client. `possible`: the user is not sent back, and nothing says why. */
  isUnknownClient: 'likely' | 'possible';
  /** What came of it, as the beginning of a sentence. */
  said: string;
  /** Ends the attempt with it. */
  halt(): Halt;
}

export function isNoCode(outcome: object): outcome is NoCode {
  return 'isUnknownClient' in outcome;
}

/**
 * Sends the user to the authorization endpoint and waits for the way back (OAuth 2.1 §4.1.1 and §4.1.2, RFC 8707,
 * RFC 9207).
 *
 * @throws Halt
 */
export async function authorize(session: Session, request: Request): Promise<Grant | NoCode> {
  const step = session.journal.begin(
    'authorize',
    'Authorize',
    'client.resource-indicator.in-authorization-request',
    'client.pkce.used',
  );
  const verifier = generateRandomCodeVerifier();
  const state = generateRandomState();
  session.recorder.redactor.learn('code_verifier', verifier);
  const url = await authorizationUrl(session, request, { verifier, state });
  for (const name of ['client_id', 'redirect_uri', 'scope', 'resource', 'code_challenge_method', 'prompt']) {
    const value = url.searchParams.get(name);
    step.note(`${name} = ${value ?? '(not sent)'}`);
  }
  const visited = await goThere(session, step, { url, redirectUri: request.client.redirectUri });
  if (isNoCode(visited)) return visited;
  step.show(...visited.exchanges);
  if (visited.callback === undefined) {
    const outage = outageOf(step, visited.reply);
    if (outage !== undefined) throw outage;
    if (visited.reply.status === 429) throw problemOf(step, visited);
    return notBack(step, visited);
  }
  step.note(`Sent back to ${visited.callback.origin}${visited.callback.pathname}`);
  step.done();
  const came = readCallback(session, request, { callback: visited.callback, state });
  return isNoCode(came) ? came : { parameters: came, verifier };
}

async function authorizationUrl(
  { rules }: Session,
  { server, client, scope, resource }: Request,
  { verifier, state }: { verifier: string; state: string },
): Promise<URL> {
  const url = new URL(server.authorization_endpoint ?? '');
  const parameters: Record<string, string | undefined> = {
    response_type: 'code',
    client_id: client.id,
    redirect_uri: client.redirectUri,
    state,
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    scope,
    // MCP 2025-06-18 «Resource Parameter Implementation»: whatever the authorization server supports.
    resource: rules === '2025-03-26' ? undefined : resource,
    // OpenID Connect Core 1.0 §11: offline access is to be consented to.
    prompt: scope?.split(' ').includes('offline_access') === true ? 'consent' : undefined,
  };
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined) url.searchParams.set(name, value);
  }
  return url;
}

async function goThere(
  { login, recorder, options }: Session,
  step: StepWriter,
  { url, redirectUri }: { url: URL; redirectUri: string },
): Promise<Visit | NoCode> {
  const by = 'connect/authorize';
  const timeout = options.timeoutMs === undefined ? {} : { timeoutMs: options.timeoutMs };
  const request = { url, redirectUris: [redirectUri] };
  try {
    return await (login?.visit(request, by) ??
      visit(request, (outgoing) => recorder.send({ ...timeout, ...outgoing }, by)));
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    const { message: text } = error;
    return {
      ...{ step, isUnknownClient: 'possible', said: 'The login did not come to its end' },
      halt: () => step.incomplete({ text, cause: 'The login did not come to its end.' }),
    };
  }
}

/** An error page may mean that the client is unknown: no standard signal says so. */
function notBack(step: StepWriter, visited: Visit): NoCode {
  const status = visited.reply.status ?? 0;
  const isErrorPage = visited.end === 'page' && status >= 400;
  return {
    step,
    isUnknownClient: isErrorPage ? 'likely' : 'possible',
    said: isErrorPage
      ? `The authorization server shows an error page (${status})`
      : 'The authorization server does not send the user back',
    halt: () => problemOf(step, visited),
  };
}

function problemOf(step: StepWriter, { end, reply, pages = [] }: Visit): Halt {
  const shown = textOf(pages.at(-1)?.text ?? reply.exchange.response?.body ?? '');
  const status = reply.status ?? 0;
  if (end === 'lost') {
    return step.incomplete({
      text: `The way ended at ${reply.exchange.request.url} with ${status}: too many redirects, or one to somewhere that is no web address.`,
      cause: 'The authorization server redirects in a circle, or to a redirect URI that was not asked for.',
      fix: 'Follow the redirects above, and see which one is not meant.',
    });
  }
  if (status >= 400) {
    return step.incomplete({
      text: `The authorization server shows an error page (${status}) and does not send the user back: ${shown}`,
      cause:
        'Usually it does not know the client_id or the redirect_uri, or it does not accept the scope or the resource.',
      fix: 'Read the page above; compare client_id and redirect_uri with what is registered there.',
    });
  }
  return step.incomplete({
    text: `The authorization server shows a page and waits for a person: ${shown}`,
    cause: 'A login or a consent is needed, and nobody is there to give it.',
    fix: 'Run it with --login browser, and log in in the window that opens; or give a script that logs in: --login ./login.ts .',
  });
}

/** What a person reads of a page, in one line. */
function textOf(page: string): string {
  const text = page
    .replaceAll(/<(style|script|head)\b[\s\S]*?<\/\1>/gi, ' ')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return text === '' ? '(an empty page)' : `«${text.slice(0, 160)}»`;
}

/** OAuth 2.1 §4.1.2, RFC 9207 §2.4: state, then issuer, and only then what it says. */
function readCallback(
  session: Session,
  { server, client }: Request,
  { callback, state }: { callback: URL; state: string },
): URLSearchParams | NoCode {
  const step = session.journal.begin(
    'callback',
    'Callback',
    'client.authorization.iss-mismatch-rejected',
    'client.authorization.state-verified',
    'client.authorization.response-type-code',
  );
  const { searchParams: parameters } = callback;
  for (const code of parameters.getAll('code')) session.recorder.redactor.learn('code', code);
  step.note(`Came with ${[...parameters.keys()].join(', ') || 'no parameters'}`);
  judgeState(step, parameters.getAll('state'), state);
  judgeIssuer(step, parameters.getAll('iss'), server);
  const error = parameters.get('error');
  if (error !== null) {
    const halt = () => refused(step, error, parameters.get('error_description'));
    if (!isAboutClient(error)) throw halt();
    return {
      ...{ step, halt, isUnknownClient: 'likely' },
      said: `The authorization server refuses this client (${error})`,
    };
  }
  if (parameters.getAll('code').length !== 1) {
    throw step.violation({
      text: 'The response has neither an error nor exactly one code.',
      cause: 'Another response type or response mode than was asked for: the code belongs into the query.',
      fix: 'Answer response_type=code with code and state in the query of the redirect URI.',
    });
  }
  const checked = lastLook(step, () =>
    validateAuthResponse(server, { client_id: client.id }, parameters, state),
  );
  step.done();
  return checked;
}

/** What oauth4webapi finds beyond that: tokens in the redirect, a response mode that nobody asked for. */
function lastLook(step: StepWriter, look: () => URLSearchParams): URLSearchParams {
  try {
    return look();
  } catch (error) {
    throw step.violation({
      text: `The response is discarded: ${error instanceof Error ? error.message : String(error)}.`,
      cause: 'The authorization server answers with more, or otherwise, than response_type=code asks for.',
      fix: 'Answer with code, state and iss in the query of the redirect URI, and nothing else.',
    });
  }
}

function judgeState(step: StepWriter, came: string[], sent: string): void {
  if (came.length === 1 && came[0] === sent) return step.note('state is the one that was sent');
  throw step.violation({
    text: `The response is discarded: ${came.length === 0 ? 'it has no state' : 'its state is not the one that was sent'}.`,
    requirement: 'authorization-server.authorization.state-returned',
    cause: 'The authorization server loses or re-encodes state, or the response belongs to another request.',
  });
}

/** Compared as strings, letter for letter; also when it was not announced (MCP 2026-07-28 «Authorization Response Validation»). */
function judgeIssuer(step: StepWriter, came: string[], server: AuthorizationServer): void {
  const announced = server['authorization_response_iss_parameter_supported'] === true;
  if (came.length === 0 && !announced) return step.note('iss is neither announced nor sent');
  if (came.length === 1 && came[0] === server.issuer) return step.note('iss is the issuer that was asked');
  if (came.length === 0) {
    throw step.violation({
      text: 'The response is discarded: the metadata announces iss, and it has none.',
      requirement: 'authorization-server.authorization.iss-returned',
      cause: 'A proxy or an error branch builds the redirect without it.',
    });
  }
  throw step.violation({
    text: `The response is discarded: its iss is ${came.map((one) => JSON.stringify(one)).join(' and ')}, and ${JSON.stringify(server.issuer)} was asked.`,
    requirement: 'authorization-server.authorization.iss-identical',
    cause: 'A mix-up with another authorization server, or an issuer that is spelled in two ways.',
  });
}

const ADVICE: Record<string, string> = {
  access_denied: 'Give consent; or see whether a policy forbids this client or this user.',
  invalid_scope:
    'Offer the scope at the authorization server, or name other scopes in challenge and metadata.',
  invalid_target: 'Register the resource at the authorization server under exactly this identifier.',
  unauthorized_client: 'Allow the authorization code grant for this client.',
  login_required: 'Run it with --login browser.',
  interaction_required: 'Run it with --login browser.',
  consent_required: 'Run it with --login browser.',
  unsupported_response_type: 'Support response_type=code.',
};

/** OAuth 2.1 §4.1.2.1 has the first one; the second one is of the token endpoint (§3.2.4), and some servers send it here too. */
function isAboutClient(error: string): boolean {
  return error === 'unauthorized_client' || error === 'invalid_client';
}

function refused(step: StepWriter, error: string, description: string | null) {
  const said = description === null ? '' : ` (${description})`;
  return step.incomplete({
    text: `The authorization server refused: ${error}${said}.`,
    cause:
      error === 'access_denied'
        ? 'The user or a policy denied the consent.'
        : 'It understood the request, and does not grant it.',
    fix: ADVICE[error] ?? 'Look at the log of the authorization server.',
  });
}
