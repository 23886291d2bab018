import { createHmac, randomBytes } from 'node:crypto';
import { equal } from '../login/one-time-codes.ts';

/** Writes a list into a cookie, and reads it back. */
export interface Seal {
  close(entries: readonly string[]): string;
  /** Empty when it is none that was closed here. */
  open(value: string | undefined): string[];
}

/** A list that everybody can read, and only who holds the key can write. */
export function createSeal(): Seal {
  const key = randomBytes(32);
  const sign = (text: string): string => createHmac('sha256', key).update(text).digest('base64url');
  return {
    close: (entries) => {
      const text = plain.close(entries);
      return `${text}.${sign(text)}`;
    },
    open: (value = '') => {
      const [text = '', signature = ''] = value.split('.');
      return equal(signature, sign(text)) ? plain.open(text) : [];
    },
  };
}

/** The list without a signature, for a lie. */
export const plain: Seal = {
  close: (entries) => Buffer.from(JSON.stringify(entries)).toString('base64url'),
  open: (value = '') => {
    try {
      const entries: unknown = JSON.parse(Buffer.from(value, 'base64url').toString());
      return Array.isArray(entries) ? entries.map(String) : [];
    } catch {
      return [];
    }
  },
};
