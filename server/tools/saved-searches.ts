import { randomUUID } from 'node:crypto';
import { newest } from '../newest.ts';

export interface SavedSearch {
  id: string;
  query: string;
  note?: string | undefined;
}

/** Saved searches in memory, kept apart by subject and bounded in number. */
export interface SavedSearches {
  save(subject: string, search: Omit<SavedSearch, 'id'>): SavedSearch;
  list(subject: string): SavedSearch[];
  /** Gives how many there were. */
  remove(subject: string, ids: readonly string[]): number;
}

const SUBJECTS = 10_000;
const SEARCHES_PER_SUBJECT = 100;

/** @param onChange is told whose searches have changed. */
export function createSavedSearches(onChange: (subject: string) => void): SavedSearches {
  const bySubject = newest<SavedSearch[]>(SUBJECTS);
  return {
    save(subject, search) {
      const saved = { id: randomUUID(), ...search };
      bySubject.set(subject, [...(bySubject.get(subject) ?? []), saved].slice(-SEARCHES_PER_SUBJECT));
      onChange(subject);
      return saved;
    },
    list: (subject) => bySubject.get(subject) ?? [],
    remove(subject, ids) {
      const all = bySubject.get(subject) ?? [];
      const left = all.filter(({ id }) => !ids.includes(id));
      bySubject.set(subject, left);
      if (left.length < all.length) onChange(subject);
      return all.length - left.length;
    },
  };
}
