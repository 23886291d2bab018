import type { Exchange, HeaderLine, Revision } from '../contract.ts';
import type { Reply } from '../http/recorder.ts';
import { isServed } from '../mcp/answer.ts';
import { isModern } from '../mcp/revision.ts';
import { LIST_TOOLS, openingOperation, type Operation } from '../mcp/wire.ts';
import { inconclusive, notApplicable, Stop } from '../signals.ts';
import type { ServerContext } from './context.ts';
import type { CallOptions } from './target.ts';

/** A session that one check has for itself. */
export interface OwnSession {
  /** Sends a call in this session; tools/list by default, since it needs no arguments. */
  call(options: CallOptions): Promise<Exchange>;
  /** The same with the raw reply at hand. */
  exchange(options: CallOptions): Promise<Reply>;
  /** The line that names the session, for requests that are no call. */
  header: HeaderLine;
}

/**
 * Opens a session with a token and makes it ready for calls (2025-11-25 basic/transports «Session Management»). The
 * newest revision has no sessions; a server that speaks it may yet open one for older clients.
 * Stops the check when the server assigns no session id.
 */
export async function openOwnSession(server: ServerContext, token: string): Promise<OwnSession> {
  const revision: Revision = isModern(server.revision) ? '2025-11-25' : server.revision;
  const common = { revision, session: 'none' } as const;
  const opened = await server.exchange({ ...common, operation: openingOperation(revision), token });
  const { id } = opened.exchange;
  const sessionId = opened.header('mcp-session-id');
  if (!isServed(opened.exchange)) {
    if (revision === server.revision)
      throw inconclusive('initialize with a good token was not served.', [id]);
    throw notApplicable(`Revision ${server.revision} has no sessions, and older clients are not served.`, [
      id,
    ]);
  }
  if (sessionId === undefined) throw notApplicable('The server assigns no session ids.', [id]);
  const header: HeaderLine = ['mcp-session-id', sessionId];
  const exchange: OwnSession['exchange'] = ({ headers = [], ...options }) =>
    server.exchange({ operation: LIST_TOOLS, ...options, ...common, headers: [header, ...headers] });
  const call: OwnSession['call'] = async (options) => (await exchange(options)).exchange;
  await call({ operation: { method: 'notifications/initialized' }, token });
  return { call, exchange, header };
}

/** Sends calls in a session of one's own where the server has sessions, and without any where it has none. */
export async function ownCaller(
  server: ServerContext,
  token: string,
): Promise<(operation: Operation) => Promise<Reply>> {
  const session = await openOwnSession(server, token).catch((error: unknown) => {
    if (error instanceof Stop && error.outcome === 'not-applicable') return undefined;
    throw error;
  });
  if (session !== undefined) return (operation) => session.exchange({ token, operation });
  return (operation) => server.exchange({ token, operation, session: 'none' });
}
