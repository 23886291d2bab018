import { createHmac, randomBytes } from 'node:crypto';
import type { TokenRecord } from '../controls.ts';
import type { MockAuthorizationServer } from '../mock.ts';

/** Names for tokens that may stand in a URL: a token need not have a `jti`, and is itself a secret. */
export interface TokenNames {
  nameOf(token: string): string;
  find(name: string): TokenRecord | undefined;
}

export function createTokenNames({ tokens }: Pick<MockAuthorizationServer, 'tokens'>): TokenNames {
  const key = randomBytes(32);
  const nameOf = (token: string): string =>
    createHmac('sha256', key).update(token).digest('base64url').slice(0, 16);
  return { nameOf, find: (name) => tokens.list().find(({ token }) => nameOf(token) === name) };
}
