import type { Exchange } from '../contract.ts';
import { describe, isObject } from '../mcp/answer.ts';
import { inconclusive, notApplicable } from '../signals.ts';
import type { AuthorizationServerContext } from './context.ts';
import type { Grant } from './flow.ts';
import { isTokenResponse } from './judgements.ts';
import { oncePerRun } from './once-per-run.ts';

/** What became of a refresh token of a public client, and of the one that replaced it. */
export interface RefreshStory {
  /** The first refresh. */
  refresh: Exchange;
  /** What its response gave in the place of the token that was used. */
  successor: 'another' | 'the same' | 'none';
  /** The refresh token is bound to a key of the client (RFC 9449 §5). */
  isBound: boolean;
  /** The successor was used, and then the old token once more. Both are missing where nothing was replaced. */
  use?: Exchange;
  reuse?: Exchange;
  /** The old token again, after a pause, where it was taken at once. */
  lateReuse?: Exchange;
  pauseSeconds: number;
  /** The newest token, after the old one was refused. */
  newest?: Exchange;
}

/** How long a grace time for the old token may last. */
export const LONGEST_GRACE_SECONDS = 60;
const SHORT_PAUSE_SECONDS = 4;

/** Plays the story once in a run. @throws Stop (not applicable) where the rotation of refresh tokens is not asked for. */
export const refreshStory = oncePerRun(play);

async function play(server: AuthorizationServerContext): Promise<RefreshStory> {
  const client = await server.client();
  if (client.method !== 'none')
    throw notApplicable('The test client authenticates; rotation is asked for with public clients only.');
  const grant = await server.grant({ client });
  const [first, second] = await take(server, grant);
  const successor =
    second === undefined ? 'none' : second.refreshToken === grant.refreshToken ? 'the same' : 'another';
  const isBound = /^dpop$/i.test(String(grant.response['token_type']));
  const begun: RefreshStory = { refresh: first, successor, isBound, pauseSeconds: 0 };
  if (second === undefined || successor !== 'another') return begun;

  // The client evidently got the successor, so that no lost response excuses the old token.
  const [use, newest = second] = await take(server, second);
  const reuse = (await server.refresh(grant)).exchange;
  const retold = { ...begun, use, reuse };
  if (!isTokenResponse(reuse)) return { ...retold, newest: (await server.refresh(newest)).exchange };
  const pauseSeconds = server.target.waitExpiry ? LONGEST_GRACE_SECONDS : SHORT_PAUSE_SECONDS;
  await server.target.wait(pauseSeconds);
  const lateReuse = (await server.refresh(grant)).exchange;
  const late = { ...retold, lateReuse, pauseSeconds };
  return isTokenResponse(lateReuse) ? late : { ...late, newest: (await server.refresh(newest)).exchange };
}

/** Refreshes; the grant with its new refresh token is missing where none came. @throws Stop when the refresh is refused. */
async function take(
  server: AuthorizationServerContext,
  grant: Grant,
): Promise<[Exchange, (Grant & { refreshToken: string }) | undefined]> {
  const reply = await server.refresh(grant);
  const { exchange } = reply;
  const response = reply.json();
  if (!isTokenResponse(exchange) || !isObject(response)) {
    const what = exchange.response === undefined ? 'was not answered' : `was answered ${describe(exchange)}`;
    throw inconclusive(`A good refresh token was not taken: the refresh request ${what}.`, [exchange.id]);
  }
  const { access_token: accessToken, refresh_token: refreshToken } = response;
  if (typeof accessToken !== 'string' || typeof refreshToken !== 'string') return [exchange, undefined];
  return [exchange, { ...grant, reply, response, accessToken, refreshToken }];
}
