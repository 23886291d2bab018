import { randomInt, timingSafeEqual } from 'node:crypto';
import { newest } from '../newest.ts';

/** The code of Scalekit's test users, `name+sktest@…`. */
export const testUserCode = '424242';

/** Guesses at one code. */
export const triesPerCode = 5;
/** Codes within one login. */
export const codesPerLogin = 5;
/** Seconds that a code can be used. */
export const codeLifetime = 600;

/** What became of a code that somebody typed in. */
export type Verification =
  | { outcome: 'accepted'; email: string }
  | { outcome: 'wrong'; triesLeft: number }
  /** Too old, guessed at too often, or there is none: only a new code helps. */
  | { outcome: 'expired' | 'spent' | 'none' };

/** The one-time codes of the logins that go on, each login under the id of its interaction. */
export interface OneTimeCodes {
  /** Issues a code for the address, in place of an earlier one; undefined when this login had too many. */
  issue(login: string, email: string): string | undefined;
  /** The address that a code of this login was issued for and may still be used. */
  pending(login: string): string | undefined;
  /** Whether this login had all the codes it gets, and none is left to use. */
  exhausted(login: string): boolean;
  /** Goes back to before the code; how many were issued is not forgotten. */
  withdraw(login: string): void;
  /** A code works once. */
  verify(login: string, code: string): Verification;
}

interface Login {
  issued: number;
  current: { email: string; code: string; expiresAt: number; triesLeft: number } | undefined;
}

/** Codes of at most 10,000 logins, the newest. `now` gives milliseconds. */
export function createOneTimeCodes(now: () => number = Date.now): OneTimeCodes {
  const logins = newest<Login>(10_000);

  return {
    issue: (id, email) => {
      const login = logins.get(id) ?? { issued: 0, current: undefined };
      logins.set(id, login);
      if (login.issued >= codesPerLogin) return undefined;
      login.issued += 1;
      const code = isTestUser(email) ? testUserCode : String(randomInt(1_000_000)).padStart(6, '0');
      login.current = { email, code, expiresAt: now() + codeLifetime * 1000, triesLeft: triesPerCode };
      return code;
    },
    pending: (id) => logins.get(id)?.current?.email,
    exhausted: (id) => {
      const login = logins.get(id);
      return login !== undefined && login.current === undefined && login.issued >= codesPerLogin;
    },
    withdraw: (id) => {
      const login = logins.get(id);
      if (login !== undefined) login.current = undefined;
    },
    verify: (id, typed) => {
      const login = logins.get(id);
      if (login?.current === undefined) return { outcome: 'none' };
      const { current } = login;
      if (now() >= current.expiresAt) {
        login.current = undefined;
        return { outcome: 'expired' };
      }
      if (equal(typed, current.code)) {
        logins.delete(id);
        return { outcome: 'accepted', email: current.email };
      }
      current.triesLeft -= 1;
      if (current.triesLeft > 0) return { outcome: 'wrong', triesLeft: current.triesLeft };
      login.current = undefined;
      return { outcome: 'spent' };
    },
  };
}

/** Whether the address is one of Scalekit's test users, whose code everybody knows. */
export function isTestUser(email: string): boolean {
  return /^[^@]+\+sktest@/i.test(email);
}

/** Compares in a time that tells nothing of where two texts differ. */
export function equal(left: string, right: string): boolean {
  const [one, other] = [Buffer.from(left), Buffer.from(right)];
  return one.length === other.length && timingSafeEqual(one, other);
}
