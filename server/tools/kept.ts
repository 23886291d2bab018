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

/** @param onChange is told whose saved searches have changed. */
export function createKept(onChange: (subject: string) => void): Kept {
  return { saved: createSavedSearches(onChange), pages: createResultPages(), sealingKey: randomBytes(32) };
}
