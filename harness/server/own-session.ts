import type { Exchange, HeaderLine } from '../contract.ts';
import { isServed } from '../mcp/answer.ts';
import { isModern } from '../mcp/revision.ts';
import { openingOperation } from '../mcp/wire.ts';
import { inconclusive, notApplicable } from '../signals.ts';
import type { ServerContext } from './context.ts';
import type { CallOptions } from './target.ts';

/** A session that one check has for itself. */
export interface OwnSession {
  /** Sends a call in this session; tools/list by default, since it needs no arguments. */
  call(options: CallOptions): Promise<Exchange>;
  /** The line that names the session, for requests that are no call. */
  header: HeaderLine;
}

/**
 * Opens a session with a token and makes it ready for calls (2025-11-25 basic/transports «Session Management»).
 * Stops the check when the revision has no sessions or the server assigns none.
 */
export async function openOwnSession(server: ServerContext, token: string): Promise<OwnSession> {
  if (isModern(server.revision)) throw notApplicable(`Revision ${server.revision} has no sessions.`);
  const session = 'none';
  const opened = await server.exchange({ operation: openingOperation(server.revision), token, session });
  const { id } = opened.exchange;
  if (!isServed(opened.exchange)) throw inconclusive('initialize with a good token was not served.', [id]);
  const sessionId = opened.header('mcp-session-id');
  if (sessionId === undefined) throw notApplicable('The server assigns no session ids.', [id]);
  const header: HeaderLine = ['mcp-session-id', sessionId];
  const call: OwnSession['call'] = ({ headers = [], ...options }) =>
    server.call({
      operation: { method: 'tools/list' },
      ...options,
      session,
      headers: [header, ...headers],
    });
  await call({ operation: { method: 'notifications/initialized' }, token });
  return { call, header };
}
