import type { HeaderLine, Revision } from '../contract.ts';
import { bearerChallenge, parameter, printChallenges, challengesOf } from '../http/challenge.ts';
import type { Reply } from '../http/recorder.ts';
import { answerOf, describe, hasAnswer, isServed } from '../mcp/answer.ts';
import { isModern } from '../mcp/revision.ts';
import { onTheWire, openingOperation, type Operation } from '../mcp/wire.ts';
import type { Authorizer } from './authorization.ts';
import type { StepWriter } from './journal.ts';
import { outageOf, type Session } from './session.ts';

/** Sends MCP requests, and gets the tokens that they need. */
export interface Calls {
  /** One operation, whatever authorization it takes. @throws Halt */
  perform(revision: Revision, operation: Operation): Promise<Reply>;
}

/** How often more scopes are asked for by one operation (MCP «Step-Up Authorization Flow»: a few times). */
const MOST_STEP_UPS = 2;
/** A fresh token that is refused, twice: the server would refuse for ever. */
const MOST_LOGINS = 2;
const MOST_WAITS = 2;
const LONGEST_WAIT_MS = 10_000;

export function createCalls(session: Session, authorizer: Authorizer): Calls {
  const sessions = new Map<Revision, string | undefined>();
  let lastId = 0;

  const send = (step: StepWriter, revision: Revision, operation: Operation): Promise<Reply> => {
    lastId += 1;
    const isNotification = operation.method.startsWith('notifications/');
    const sessionId = operation.method === 'initialize' ? undefined : sessions.get(revision);
    const { headers, body } = onTheWire(revision, operation, {
      sessionId,
      ...(isNotification ? {} : { id: lastId }),
    });
    const token = authorizer.token();
    const credentials: HeaderLine[] = token === undefined ? [] : [['authorization', `Bearer ${token}`]];
    // No redirect is followed: the token is for this origin alone.
    return session.send(step, {
      method: 'POST',
      url: session.url,
      headers: [...headers, ...credentials],
      body,
      until: hasAnswer(lastId),
    });
  };

  const opened = async (step: StepWriter, revision: Revision, reply: Reply) => {
    if (isModern(revision)) return;
    const id = reply.header('mcp-session-id');
    if (id !== undefined) session.recorder.redactor.learn('session_id', id);
    sessions.set(revision, id);
    await send(step, revision, { method: 'notifications/initialized' });
  };

  /** Begins the session anew that the server has ended (2025-11-25 transports «Session Management»). */
  const reopen = async (step: StepWriter, revision: Revision): Promise<void> => {
    sessions.delete(revision);
    const reply = await send(step, revision, openingOperation(revision));
    if (isServed(reply.exchange)) await opened(step, revision, reply);
  };

  const perform = async (revision: Revision, operation: Operation): Promise<Reply> => {
    const tries: Tries = { stepUps: 0, logins: 0, waits: 0, refreshes: 0, sessions: 0 };
    for (;;) {
      const hasToken = authorizer.token() !== undefined;
      const step = beginStep(session, operation, hasToken);
      const reply = await send(step, revision, operation);
      const attempt = { session, authorizer, step, reply, hasToken, tries };
      if (await reacted(attempt)) continue;
      if (hasLostSession(attempt, sessions.get(revision))) {
        await reopen(step, revision);
        step.done();
        continue;
      }
      const outage = outageOf(step, reply);
      if (outage !== undefined) throw outage;
      if (operation.method === 'initialize' && isServed(reply.exchange)) await opened(step, revision, reply);
      noteAnswer(step, reply);
      return reply;
    }
  };

  return { perform };
}

/** How often one operation was tried again, and why. */
interface Tries {
  stepUps: number;
  logins: number;
  waits: number;
  refreshes: number;
  sessions: number;
}

interface Attempt {
  session: Session;
  authorizer: Authorizer;
  step: StepWriter;
  reply: Reply;
  hasToken: boolean;
  tries: Tries;
}

/** True when something was done about a refusal, and the operation is to be sent again. @throws Halt */
async function reacted(attempt: Attempt): Promise<boolean> {
  const { status } = attempt.reply;
  if (status === 401) return getsToken(attempt);
  if (status === 403) return getsMoreScopes(attempt);
  return status === 503 || status === 429 ? waited(attempt) : false;
}

/** A refresh token comes before a login, and a login is tried twice at most. */
async function getsToken({ authorizer, step, reply, hasToken, tries }: Attempt): Promise<boolean> {
  noteChallenge(step, reply);
  const challenge = bearerChallenge(reply.exchange);
  if (tries.logins >= MOST_LOGINS) throw freshTokenRefused(step);
  if (hasToken) step.warn({ text: 'The token is not taken, or not any more.' });
  step.done();
  const mayRefresh = hasToken && tries.refreshes === 0 && tries.logins === 0;
  if (mayRefresh) {
    tries.refreshes += 1;
    if (await authorizer.refresh(challenge)) return true;
  }
  tries.logins += 1;
  await authorizer.authorize(challenge, 'no-token');
  return true;
}

/** Only `insufficient_scope` is a reason to ask the user again (RFC 6750 §3.1). */
async function getsMoreScopes({ authorizer, step, reply, hasToken, tries }: Attempt): Promise<boolean> {
  const challenge = bearerChallenge(reply.exchange);
  if (!hasToken || challenge === undefined) return false;
  if (parameter(challenge, 'error') !== 'insufficient_scope') return false;
  noteChallenge(step, reply);
  if (tries.stepUps >= MOST_STEP_UPS) throw neverEnough(step, authorizer.requested());
  tries.stepUps += 1;
  step.done();
  await authorizer.authorize(challenge, 'more-scope');
  return true;
}

async function waited({ session, step, reply, tries }: Attempt): Promise<boolean> {
  const pause = pauseOf(reply.header('retry-after'), Date.now());
  if (tries.waits >= MOST_WAITS || pause > LONGEST_WAIT_MS) return false;
  tries.waits += 1;
  step.warn({ text: `${reply.status ?? 0}: waits ${pause} ms and tries again; the token is kept.` });
  step.done();
  await session.wait(pause);
  return true;
}

function hasLostSession({ step, reply, tries }: Attempt, sessionId: string | undefined): boolean {
  if (reply.status !== 404 || sessionId === undefined || tries.sessions > 0) return false;
  tries.sessions += 1;
  step.warn({ text: 'The server has ended the session: a new one is begun, with the same token.' });
  return true;
}

function beginStep({ journal }: Session, operation: Operation, hasToken: boolean): StepWriter {
  const name = operation.params?.['name'];
  const what = typeof name === 'string' ? `${operation.method} ${name}` : operation.method;
  const isFirst = hasToken && !journal.steps.some(({ layer }) => layer === 'call');
  if (!hasToken)
    return journal.begin(
      'challenge',
      `Challenge: ${what} without a token`,
      'client.discovery.parse-challenge',
    );
  return journal.begin(
    'call',
    `${isFirst ? 'First MCP call' : 'MCP call'}: ${what}`,
    'client.token.header-only',
  );
}

/** Says what a 401 or a 403 brought along. */
function noteChallenge(step: StepWriter, { exchange }: Reply): void {
  const challenges = challengesOf(exchange);
  if (challenges.length > 0) {
    step.note(`WWW-Authenticate: ${printChallenges(challenges)}`);
    if (bearerChallenge(exchange) === undefined) {
      step.warn({
        text: 'None of the challenges is for Bearer tokens.',
        requirement: 'server.challenge.bearer-scheme',
      });
    }
    return;
  }
  step.warn({
    text: `${exchange.response?.status ?? 0} without WWW-Authenticate: the client has to guess.`,
    requirement: 'server.challenge.www-authenticate-present',
  });
}

function noteAnswer(step: StepWriter, { exchange, status }: Reply): void {
  const answer = answerOf(exchange);
  step.note(describe(exchange));
  if (answer.kind === 'error') step.note(`JSON-RPC error ${answer.code ?? '?'}: ${answer.message}`);
  if (answer.kind === 'tool-error') step.note(`The tool says: ${answer.text}`);
  if (status === 403) {
    throw step.incomplete({
      text: 'The server answers 403 and does not say insufficient_scope: more scopes would not help, so no login is begun.',
      cause:
        'A rule of the server refuses this user, this client or this origin, or a gateway stands before it.',
      fix: 'Look at the log of the server. Where a scope is lacking, answer with error="insufficient_scope" and the scope.',
    });
  }
  step.done();
}

function freshTokenRefused(step: StepWriter) {
  return step.violation({
    text: 'The server refuses a token that was issued a moment ago for its own resource, and would refuse the next one too.',
    cause:
      'The server expects another audience or another issuer than its own metadata leads to, or reads the keys of another authorization server.',
    fix: 'Compare aud and iss of the token with what the server expects: aud is the resource of its metadata, iss the issuer of its authorization server.',
  });
}

function neverEnough(step: StepWriter, requested: string | undefined) {
  return step.violation({
    text: `The server keeps asking for more scopes, though ${requested ?? 'none'} were asked for: no further try.`,
    cause: 'The authorization server does not grant the scope, or the server looks for it in another claim.',
    fix: 'Compare the scope of the token response with the scope of the challenge.',
  });
}

/** How long `Retry-After` asks to wait, milliseconds (RFC 9110 §10.2.3: seconds or a date); a second when it is missing. */
export function pauseOf(retryAfter: string | undefined, now: number): number {
  const text = retryAfter?.trim() ?? '';
  if (/^\d+$/.test(text)) return Number(text) * 1_000;
  const date = text === '' ? Number.NaN : Date.parse(text);
  return Number.isNaN(date) ? 1_000 : Math.max(0, date - now);
}
