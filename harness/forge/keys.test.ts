import { createPublicKey, X509Certificate, type JsonWebKey } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { openBait } from './bait.ts';
import { pemOf } from './certificate.ts';
import { ownKey, publicKeyTexts } from './keys.ts';

describe('ownKey', () => {
  test('its JWK and its certificate hold the same public key, and the certificate signs itself', async () => {
    const { privateKey, jwk, certificate } = await ownKey(1024);
    const publicKey = createPublicKey(privateKey);
    expect(createPublicKey({ format: 'jwk', key: jwk as JsonWebKey }).equals(publicKey)).toBe(true);
    const x509 = new X509Certificate(pemOf(certificate));
    expect(x509.publicKey.equals(publicKey)).toBe(true);
    expect(x509.verify(publicKey)).toBe(true);
    expect(x509.subject).toBe(x509.issuer);
  });

  test('is made once for each size', async () => {
    expect(await ownKey(1024)).toBe(await ownKey(1024));
  });
});

describe('publicKeyTexts', () => {
  test('every text is the same public key', async () => {
    const { jwk } = await ownKey(1024);
    const texts = publicKeyTexts(jwk);
    const key = createPublicKey({ format: 'jwk', key: jwk as JsonWebKey });
    expect(Object.keys(texts)).toEqual([
      'PEM',
      'PEM without the last line end',
      'DER',
      'JWK text',
      'PKCS#1 PEM',
    ]);
    for (const name of ['PEM', 'PEM without the last line end', 'PKCS#1 PEM'])
      expect(createPublicKey(String(texts[name])).equals(key)).toBe(true);
    expect(JSON.parse(String(texts['JWK text']))).toEqual(jwk);
  });
});

describe('openBait', () => {
  test('serves its documents, tells who came, and goes away', async () => {
    let url: string;
    {
      await using bait = await openBait({ '/keys.json': { keys: [] }, '/cert.pem': 'PEM' });
      url = bait.url('/keys.json');
      expect(bait.visits).toEqual([]);
      expect(await (await fetch(url)).json()).toEqual({ keys: [] });
      expect(await (await fetch(bait.url('/cert.pem'))).text()).toBe('PEM');
      expect((await fetch(bait.url('/other'))).status).toBe(404);
      expect(bait.visits).toEqual(['/keys.json', '/cert.pem', '/other']);
    }
    await expect(fetch(url)).rejects.toThrow();
  });
});
