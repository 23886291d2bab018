import { createPublicKey, verify } from 'node:crypto';
import type { Environment } from './environment.ts';
import { isOwnIssuer } from './environment.ts';
import type { Claims, IssuedToken } from './ledger.ts';

/** The kid of the own key that signed a token, when the mock itself could have issued it. */
export function genuineKid(environment: Environment, token: string, issued: IssuedToken): string | undefined {
  const { kid, claims } = issued;
  if (kid !== undefined) return kid ?? undefined;
  if (!isOwnIssuer(environment, claims.iss)) return undefined;
  let signer = signers.get(issued);
  if (signer === undefined) {
    signer = signingKid(environment, token) ?? null;
    signers.set(issued, signer);
  }
  return signer ?? undefined;
}

/** Who signed what, once it was found out: it never changes. */
const signers = new WeakMap<IssuedToken, string | null>();

/** Verifying takes a while and is seldom asked for, so it is done then, not when the token is made. */
function signingKid({ keys }: Environment, token: string): string | undefined {
  const [header = '', payload = '', signature = ''] = token.split('.');
  const { alg, kid } = parsed(header);
  const key = typeof kid === 'string' ? keys.find(kid) : keys.current();
  if (key === undefined || alg !== key.algorithm) return undefined;
  const publicKey = createPublicKey(key.privateKey);
  const bytes = Buffer.from(signature, 'base64url');
  return verify('sha256', Buffer.from(`${header}.${payload}`), publicKey, bytes) ? key.kid : undefined;
}

function parsed(header: string): Claims {
  try {
    return JSON.parse(Buffer.from(header, 'base64url').toString('utf8')) as Claims;
  } catch {
    return {};
  }
}
