import { randomBytes } from 'node:crypto';
import { createResultPages, type ResultPages } from './result-pages.ts';
import { createSavedSearches, type SavedSearches } from './saved-searches.ts';

/** What the tools keep between calls; gone with the process. */
export interface Kept {
  saved: SavedSearches;
  pages: ResultPages;
  /** Seals what travels through the client while the user is asked. */
  sealingKey: Uint8Array;
}

export function createKept(): Kept {
  return { saved: createSavedSearches(), pages: createResultPages(), sealingKey: randomBytes(32) };
}
