import { randomUUID } from 'node:crypto';
import type { Parts } from '../parts.ts';
import type { Access } from '../types.ts';
import { beforeServing } from './message.ts';

/** Sessions by id, each with the access that opened it. */
export type Sessions = Map<string, Access>;

/**
 * Makes the server assign session ids as a stateful one of the 2025 revisions does, for lies about sessions.
 *
 * @param mayContinue whether a session goes on with this access; an honest server looks at who it stands for.
 */
export function withSessions(
  parts: Parts,
  mayContinue = (opener: Access, now: Access) => opener.claims['sub'] === now.claims['sub'],
): { sessions: Sessions; parts: Partial<Parts> } {
  const sessions: Sessions = new Map();
  const served = beforeServing(parts, ({ context, access, message }) => {
    if (message['method'] === 'initialize') {
      const id = randomUUID();
      sessions.set(id, access);
      context.set('Mcp-Session-Id', id);
      return true;
    }
    const named = context.get('mcp-session-id');
    const opener = sessions.get(named);
    if (named === '' || (opener !== undefined && mayContinue(opener, access))) return true;
    context.status = 404;
    context.body = {
      jsonrpc: '2.0',
      error: { code: -32_001, message: 'There is no such session.' },
      id: null,
    };
    return false;
  });
  return { sessions, parts: served };
}
