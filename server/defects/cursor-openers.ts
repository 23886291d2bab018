import type { IncomingMessage } from 'node:http';
import { once } from 'node:events';
import type { Parts } from '../parts.ts';
import type { Access } from '../types.ts';

/** Remembers who got which cursor, for lies that take the cursor's word for who asks. */
export function cursorOpeners(parts: Parts): {
  newCursor: Parts['newCursor'];
  /** The access of whoever got the cursor that the body names, if it names one. */
  openerOf: (request: IncomingMessage) => Promise<Access | undefined>;
} {
  const subjects = new Map<string, string>();
  return {
    newCursor: (subject) => {
      const cursor = parts.newCursor(subject);
      subjects.set(cursor, subject);
      return cursor;
    },
    openerOf: async (request) => {
      const cursor = /"cursor":"([^"]+)"/.exec(await firstChunk(request))?.[1] ?? '';
      const subject = subjects.get(cursor);
      if (subject === undefined) return undefined;
      const [iss, sub] = JSON.parse(subject) as unknown[];
      return { token: '', claims: { iss, sub }, scopes: parts.supportedScopes() };
    },
  };
}

/** The beginning of a body, which stays to be read. */
async function firstChunk(request: IncomingMessage): Promise<string> {
  if (!request.readable) return '';
  await once(request, 'readable');
  const chunk = request.read() as Buffer | null;
  if (chunk !== null) request.unshift(chunk);
  return chunk?.toString('utf8') ?? '';
}
