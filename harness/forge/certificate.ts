import { randomBytes, sign, type KeyObject } from 'node:crypto';

/** DER, as much of it as a certificate needs (X.690 §8). */
function der(tag: number, ...contents: Uint8Array[]): Buffer {
  const content = Buffer.concat(contents);
  const size = content.length;
  const length = size < 0x80 ? [size] : size < 0x100 ? [0x81, size] : [0x82, size >> 8, size & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
}

const sequence = (...parts: Uint8Array[]) => der(0x30, ...parts);
const identifier = (hex: string) => der(0x06, Buffer.from(hex, 'hex'));
const time = (date: Date) => der(0x18, Buffer.from(date.toISOString().replace(/[-:T]|\.\d+/g, '')));
const COMMON_NAME = identifier('550403');
const RSA_WITH_SHA256 = sequence(identifier('2a864886f70d01010b'), der(0x05));
const ALTERNATIVE_NAME = identifier('551d11');
const YEAR_MS = 365 * 24 * 60 * 60 * 1000;

/** A host name as an alternative name. */
export function dnsName(hostname: string): Buffer {
  return der(0x82, Buffer.from(hostname));
}

/** An IPv4 address as an alternative name. */
export function ipAddress(...octets: number[]): Buffer {
  return der(0x87, Buffer.from(octets));
}

/**
 * A certificate of an RSA key that nobody but itself vouches for (RFC 5280 §4.1), DER in base64.
 *
 * @param alternatives entries of the subject alternative name (RFC 5280 §4.2.1.6), each in DER.
 */
export function selfSignedCertificate(
  publicKey: KeyObject,
  privateKey: KeyObject,
  hostname = 'somebody-else.example',
  alternatives: readonly Uint8Array[] = [dnsName(hostname)],
): string {
  const name = sequence(der(0x31, sequence(COMMON_NAME, der(0x0c, Buffer.from(hostname)))));
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1]), randomBytes(8)),
    RSA_WITH_SHA256,
    name,
    sequence(time(new Date(Date.now() - YEAR_MS)), time(new Date(Date.now() + YEAR_MS))),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(sequence(ALTERNATIVE_NAME, der(0x04, sequence(...alternatives))))),
  );
  const signature = der(0x03, Buffer.from([0]), sign('sha256', body, privateKey));
  return sequence(body, RSA_WITH_SHA256, signature).toString('base64');
}

/** The same as PEM (RFC 7468 §5). */
export function pemOf(certificate: string): string {
  const lines = certificate.match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}
