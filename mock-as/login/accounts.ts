import { createHash } from 'node:crypto';
import { newest } from '../newest.ts';
import type { People } from '../people.ts';

/** Who logs in with which address. */
export interface Accounts {
  /** The declared user with that address; for any other, one address, one `usr_…`, in every mock. */
  subjectOf(email: string): string;
  /** How to name a subject to a person: by the address when it is known, else by the subject itself. */
  nameOf(subject: string): string;
}

/** The declared people, and the newest 10,000 other addresses that logged in. */
export function createAccounts(people: Pick<People, 'findByEmail' | 'findUser'>): Accounts {
  const addresses = newest<{ email: string }>(10_000);
  return {
    subjectOf: (email) => {
      const declared = people.findByEmail(email);
      if (declared !== undefined) return declared.id;
      const subject = hashed(email);
      addresses.set(subject, { email });
      return subject;
    },
    nameOf: (subject) => people.findUser(subject)?.email ?? addresses.get(subject)?.email ?? subject,
  };
}

function hashed(email: string): string {
  const digest = createHash('sha256').update(email.toLowerCase()).digest();
  return `usr_${String(digest.readUIntBE(0, 6)).padStart(17, '1')}`;
}

/**
 * The address that somebody typed in, or undefined when it is none. Strict about what would end a line of the log, lax
 * otherwise.
 */
export function readEmail(typed: string | null): string | undefined {
  const email = (typed ?? '').trim();
  return email.length <= 254 && /^[^\s@\p{C}]+@[^\s@\p{C}]+$/u.test(email) ? email : undefined;
}
