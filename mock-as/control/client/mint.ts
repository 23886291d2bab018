import { KeyObject } from 'node:crypto';
import type { JsonWebKey } from 'node:crypto';
import type { Claims } from '../../ledger.ts';
import type { MintOptions } from '../../mint.ts';
import type { MintRequest } from '../mint-options.ts';
import type { Caller } from './call.ts';

/** The signing input of a compact JWS and its signature (RFC 7515 §7.1). */
interface Parts {
  header: string;
  payload: string;
  signature: string;
}

/** Mints over the wire whatever can be minted in-process, key objects and signing functions included. */
export async function mintRemotely(caller: Caller, options: MintOptions = {}): Promise<string> {
  const { signature } = options;
  const mint = async (body: MintRequest): Promise<string> =>
    (await caller.call<{ token: string }>('POST', '/mint', { body })).token;
  const request = requestOf(options);
  if (signature === undefined) return mint(request);
  if (typeof signature === 'string') return mint({ ...request, signature });
  // What is signed is known only when the token is there: a draft shows it.
  const draft = partsOf(await mint({ ...request, signature: { value: '' } }));
  const known = new Map<string, string>();
  for (;;) {
    const wanted = new Set<string>();
    const value = signature(`${draft.header}.${draft.payload}`, (text) => {
      const made = known.get(text);
      if (made === undefined) wanted.add(text);
      return made ?? '';
    });
    if (wanted.size === 0) return mint({ ...request, ...fixed(draft), signature: { value } });
    for (const text of wanted) {
      known.set(text, partsOf(await mint({ ...request, signature: { over: text } })).signature);
    }
  }
}

/** All but the signature. */
function requestOf({ claims, header, key, ...rest }: MintOptions): MintRequest {
  const plain = { ...rest };
  delete plain.signature;
  const [laidOver, omitClaims] = divided(claims);
  const [headerOver, omitHeader] = divided(header);
  return {
    ...(plain as MintRequest),
    ...(claims === undefined ? {} : { claims: laidOver, omitClaims }),
    ...(header === undefined ? {} : { header: headerOver, omitHeader }),
    ...(key === undefined
      ? {}
      : { key: key instanceof KeyObject ? jwkOf(key) : (key as MintRequest['key']) }),
  };
}

/** What to lay over, and what to leave out: JSON knows no `undefined`. */
function divided(members: Claims = {}): [members: Claims, omitted: string[]] {
  const stated = Object.entries(members).filter(([, value]) => value !== undefined);
  const omitted = Object.keys(members).filter((name) => members[name] === undefined);
  return [Object.fromEntries(stated), omitted];
}

function jwkOf(key: KeyObject): NonNullable<MintRequest['key']> {
  const jwk: JsonWebKey = key.export({ format: 'jwk' });
  return { ...jwk, kty: String(jwk.kty) };
}

function partsOf(token: string): Parts {
  const [header = '', payload = '', signature = ''] = token.split('.');
  return { header, payload, signature };
}

/** The members that every header has unless they are left out. */
const usualHeader = ['alg', 'kid', 'typ'];

/** Lets the next token have this very header and payload. */
function fixed({ header, payload }: Parts): Partial<MintRequest> {
  const members = JSON.parse(text(header)) as Claims;
  return {
    header: members,
    omitHeader: usualHeader.filter((name) => !(name in members)),
    payload: text(payload),
  };
}

const text = (segment: string): string => Buffer.from(segment, 'base64url').toString('utf8');
