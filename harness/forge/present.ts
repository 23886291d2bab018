import { setTimeout } from 'node:timers/promises';
import type { Answered, Exchange, Json, Judgement } from '../contract.ts';
import { headerOf } from '../http/headers.ts';
import { firstProblem, ok, violation } from '../judgement.ts';
import { answerOf, describe, isObject } from '../mcp/answer.ts';
import type { ServerContext } from '../server/context.ts';
import { refused } from '../server/judgements.ts';
import type { CallOptions } from '../server/target.ts';
import { notApplicable, untested } from '../signals.ts';
import { readJws, type Jws } from './jws.ts';

/** A good access token, taken apart; stops the check when the server's tokens are not JWTs. */
export async function goodJws(server: ServerContext): Promise<Jws> {
  const jws = readJws(await server.goodToken());
  if (jws === undefined) throw notApplicable('The access token at hand is not a JWT.');
  return jws;
}

/** The published key that verifies a token; stops the check when none can be found. */
export async function publishedKey(server: ServerContext, { header }: Jws): Promise<{ [key: string]: Json }> {
  const keys = (await keySet(server)).filter(isObject);
  const key = keys.find(({ kid }) => kid === header['kid']) ?? keys[0];
  if (key === undefined) throw untested('No key set of the authorization server could be read.');
  return key;
}

async function keySet(server: ServerContext): Promise<unknown[]> {
  if (server.target.lab !== undefined) return (await server.target.lab.mock.jwks()).keys;
  for (const { document } of await server.gathered.issuers()) {
    const url = document?.['jwks_uri'];
    if (typeof url !== 'string') continue;
    const found = (await server.raw({ url, headers: { accept: 'application/json' } })).json();
    if (isObject(found) && Array.isArray(found['keys'])) return found['keys'];
  }
  return [];
}

/** Presents each token as a Bearer token for the protected operation, all at once. */
export async function presentEach(
  server: ServerContext,
  tokens: Record<string, string>,
): Promise<Record<string, Exchange>> {
  return callEach(
    server,
    Object.fromEntries(Object.entries(tokens).map(([name, token]) => [name, { token }])),
  );
}

/**
 * Sends several calls at once, each under its name. One that the server could not decide on just then (503 without its
 * doing, 429) is sent once more, as soon as it asks for: an unknown key id may make it look for new keys while its machine
 * is busy.
 */
export async function callEach(
  server: ServerContext,
  calls: Record<string, CallOptions>,
): Promise<Record<string, Exchange>> {
  const sent = Object.entries(calls).map(async ([name, call]) => {
    const first = await server.call(call);
    const delay = delayOf(first);
    if (delay === undefined) return [name, first] as const;
    await setTimeout(delay);
    return [name, await server.call(call)] as const;
  });
  return Object.fromEntries(await Promise.all(sent));
}

const LONGEST_DELAY_MS = 2_000;

/** How long to wait before asking again, milliseconds; undefined when there is no point in it (RFC 9110 §10.2.3). */
function delayOf({ response }: Exchange): number | undefined {
  if (response?.status !== 503 && response?.status !== 429) return undefined;
  const asked = Number(headerOf(response.headers, 'retry-after') ?? 0) * 1_000;
  return asked >= 0 && asked <= LONGEST_DELAY_MS ? asked : undefined;
}

/** Judges requests none of which may be carried out; the name of each says what it is. */
export function eachRefused(answers: Record<string, Answered>): Judgement {
  return firstProblem(Object.entries(answers).map(([name, answer]) => refused(answer, name)));
}

/**
 * Judges requests that try to get around the token. Which status refuses them is of no matter: a route that does not
 * exist says 404 and a redirect does no harm. Only what was carried out is a violation.
 */
export function noneCarriedOut(answers: Record<string, Answered>): Judgement {
  return firstProblem(
    Object.entries(answers).map(([name, answer]) =>
      isCarriedOut(answer) ? violation(`no access with ${name}`, describe(answer)) : ok,
    ),
  );
}

function isCarriedOut(answer: Answered): boolean {
  const { status } = answer.response;
  return status >= 200 && status < 300 && ['result', 'tool-error'].includes(answerOf(answer).kind);
}
