import type { Parts } from '../parts.ts';
import type { Access } from '../types.ts';

/** Remembers who opened which session, for lies that take the session's word for it. */
export function openersOf(parts: Parts): {
  byId: Map<string, Access>;
  newSessionId: Parts['newSessionId'];
} {
  const byId = new Map<string, Access>();
  return {
    byId,
    newSessionId: (access) => {
      const id = parts.newSessionId(access);
      byId.set(id, access);
      return id;
    },
  };
}
