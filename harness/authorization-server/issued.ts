import type { Reply } from '../http/recorder.ts';
import { isObject } from '../mcp/answer.ts';

/** What the authorization server made up in this run, raw: never for evidence. */
export interface Issued {
  codes: string[];
  accessTokens: string[];
  refreshTokens: string[];
  clientIds: string[];
}

const kept = new WeakMap<object, Issued>();

/** @param run Whatever there is one of in a run. */
export function issuedIn(run: object): Issued {
  const known = kept.get(run) ?? { codes: [], accessTokens: [], refreshTokens: [], clientIds: [] };
  kept.set(run, known);
  return known;
}

/** Keeps what a JSON answer hands out (RFC 6749 §5.1, RFC 7591 §3.2.1), and gives the answer back. */
export function noteIssued(run: object, reply: Reply): Reply {
  const answer = reply.status === 200 || reply.status === 201 ? reply.json() : undefined;
  if (!isObject(answer)) return reply;
  const { accessTokens, refreshTokens, clientIds } = issuedIn(run);
  const { access_token: access, refresh_token: refresh, client_id: client } = answer;
  if (typeof access === 'string') accessTokens.push(access);
  if (typeof refresh === 'string') refreshTokens.push(refresh);
  if (typeof client === 'string' && reply.exchange.request.method === 'POST' && !('active' in answer))
    clientIds.push(client);
  return reply;
}
