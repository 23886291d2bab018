import type { z } from 'zod';
import type { Claims } from '../ledger.ts';
import type { MintOptions } from '../mint.ts';
import type { mintRequest } from './schemas.ts';

export type MintRequest = z.output<typeof mintRequest>;

/** What is asked for over the wire, as the mock takes it. */
export function mintOptions(request: MintRequest): MintOptions {
  const { omitClaims, omitHeader, claims, header, signature, key, ...plain } = request;
  const stated = Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined));
  return {
    ...(stated as MintOptions),
    ...(claims === undefined && omitClaims === undefined ? {} : { claims: without(claims, omitClaims) }),
    ...(header === undefined && omitHeader === undefined ? {} : { header: without(header, omitHeader) }),
    ...(key === undefined ? {} : { key: key }),
    ...(signature === undefined ? {} : { signature: signatureOf(signature) }),
  };
}

function without(members: Claims = {}, omitted: readonly string[] = []): Claims {
  return { ...members, ...Object.fromEntries(omitted.map((name) => [name, undefined])) };
}

function signatureOf(wanted: NonNullable<MintRequest['signature']>): NonNullable<MintOptions['signature']> {
  if (typeof wanted === 'string') return wanted;
  return 'value' in wanted ? () => wanted.value : (_, sign) => sign(wanted.over);
}
