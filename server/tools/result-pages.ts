import type { SearchHit } from './search.ts';
import { newest } from '../newest.ts';

/** Results of which only the first were handed out. */
export interface FurtherResults {
  results: SearchHit[];
  pageSize: number;
}

/** Further results under a cursor, found only for their owner; bounded in number and in time. */
export interface ResultPages {
  keep(owner: string, cursor: string, further: FurtherResults): void;
  find(owner: string, cursor: string): FurtherResults | undefined;
}

const CURSORS = 10_000;
/** As the tool's description says. */
export const CURSOR_MINUTES = 10;

export function createResultPages(): ResultPages {
  const pages = newest<FurtherResults>(CURSORS, { ttl: CURSOR_MINUTES * 60_000 });
  // The owner is part of the key, so that another one's cursor is as good as none (MCP «State Handle Hijacking»).
  const key = (owner: string, cursor: string) => JSON.stringify([owner, cursor]);
  return {
    keep: (owner, cursor, further) => void pages.set(key(owner, cursor), further),
    find: (owner, cursor) => pages.get(key(owner, cursor)),
  };
}
