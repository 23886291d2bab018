import { createPublicKey, createSecretKey, generateKeyPairSync } from 'node:crypto';
import { compactVerify, SignJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import { fixedSignature, forge, hs256, readJws, rs256, spoilt, unsigned, type Jws } from './jws.ts';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const publicKey = createPublicKey(privateKey);

async function genuine(): Promise<Jws> {
  const token = await new SignJWT({ sub: 'somebody' })
    .setProtectedHeader({ alg: 'RS256', kid: 'k1' })
    .sign(privateKey);
  const jws = readJws(token);
  if (jws === undefined) throw new Error('This is a JWT.');
  return jws;
}

describe('readJws', () => {
  test('takes a JWT apart', async () => {
    expect(await genuine()).toMatchObject({
      header: { alg: 'RS256', kid: 'k1' },
      claims: { sub: 'somebody' },
      segments: [expect.stringMatching(/^eyJ/), expect.stringMatching(/^eyJ/), expect.any(String)],
    });
  });

  test.each(['opaque', 'a.b', 'a.b.c', 'e30.e30.x.y', 'bnVsbA.e30.x', ''])('%j is none', (token) => {
    expect(readJws(token)).toBeUndefined();
  });
});

describe('forge', () => {
  test('lays members over the header, takes undefined ones away, and keeps the claims', async () => {
    const token = forge(await genuine(), { header: { alg: 'none', kid: undefined, x: 1 }, sign: unsigned });
    expect(readJws(token)).toMatchObject({ header: { alg: 'none', x: 1 }, claims: { sub: 'somebody' } });
    expect(readJws(token)?.header).not.toHaveProperty('kid');
    expect(token).toMatch(/\.$/);
  });

  test('the same key makes a token that verifies; other claims go in', async () => {
    const token = forge(await genuine(), { claims: { sub: 'other' }, sign: rs256(privateKey) });
    const { payload } = await compactVerify(token, publicKey);
    expect(JSON.parse(new TextDecoder().decode(payload))).toEqual({ sub: 'other' });
  });

  test('HS256 verifies with the same bytes as secret', async () => {
    const token = forge(await genuine(), { header: { alg: 'HS256' }, sign: hs256('s'.repeat(32)) });
    await expect(compactVerify(token, createSecretKey(Buffer.from('s'.repeat(32))))).resolves.toBeDefined();
    await expect(compactVerify(token, createSecretKey(Buffer.from('t'.repeat(32))))).rejects.toThrow();
  });

  test('a spoilt signature does not verify', async () => {
    const jws = await genuine();
    const [, , signature] = jws.segments;
    const kept = forge(jws, { sign: fixedSignature(signature) });
    await expect(compactVerify(kept, publicKey)).resolves.toBeDefined();
    const broken = forge(jws, { sign: fixedSignature(spoilt(signature)) });
    await expect(compactVerify(broken, publicKey)).rejects.toThrow();
    expect(spoilt('ABC')).toBe('BBC');
  });
});
