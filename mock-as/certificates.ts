import { generateKeyPair, randomBytes, sign as signNatively } from 'node:crypto';
import { isIP } from 'node:net';
import { promisify } from 'node:util';
import type { asn1, pki } from 'node-forge';

/** What a TLS server proves itself with; PEM (RFC 7468). */
export interface ServerIdentity {
  /** The certificate, with those that vouch for it below. */
  readonly cert: string;
  readonly key: string;
}

/** A certificate authority that only those trust who are told to. Its key never leaves the process's memory. */
export interface CertificateAuthority {
  /** Its own certificate, PEM. */
  readonly certificate: string;
  /** A certificate for these host names and addresses, with a new key. */
  issue(hosts: readonly string[]): Promise<ServerIdentity>;
}

const dayMs = 86_400_000;
/** Apple's systems refuse longer lives even of certificates that a local authority issued. */
const days = 397;
const generate = promisify(generateKeyPair);

/** Makes an authority with a new key. It takes a few tenths of a second, and loads its library only then. */
export async function createCertificateAuthority(): Promise<CertificateAuthority> {
  const [{ default: forge }, pair] = await Promise.all([import('node-forge'), newPair()]);
  const name = [{ name: 'commonName', value: `mcp-auth-conformance ${randomBytes(4).toString('hex')}` }];
  const publicKey = forge.pki.publicKeyFromPem(pair.publicKey);
  const keyIdentifier = forge.pki.getPublicKeyFingerprint(publicKey, { type: 'RSAPublicKey' }).getBytes();
  const sign = (key: pki.PublicKey, subject: pki.CertificateField[], extensions: object[]): string => {
    const certificate = forge.pki.createCertificate();
    certificate.publicKey = key;
    certificate.serialNumber = serialNumber();
    certificate.validity.notBefore = new Date(Date.now() - dayMs);
    certificate.validity.notAfter = new Date(Date.now() + days * dayMs);
    certificate.setSubject(subject);
    certificate.setIssuer(name);
    certificate.setExtensions([...extensions, { name: 'subjectKeyIdentifier' }]);
    certificate.sign(nativeSigner(forge, certificate, pair.privateKey), forge.md.sha256.create());
    return forge.pki.certificateToPem(certificate);
  };
  const certificate = sign(publicKey, name, [
    { name: 'basicConstraints', cA: true, pathLenConstraint: 0, critical: true },
    { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
  ]);
  return {
    certificate,
    issue: async (hosts) => {
      const leaf = await newPair();
      const cert = sign(
        forge.pki.publicKeyFromPem(leaf.publicKey),
        [{ name: 'commonName', value: hosts[0] ?? 'localhost' }],
        [
          { name: 'basicConstraints', cA: false, critical: true },
          { name: 'keyUsage', digitalSignature: true, keyEncipherment: true, critical: true },
          { name: 'extKeyUsage', serverAuth: true },
          { name: 'subjectAltName', altNames: hosts.map(alternativeName) },
          { name: 'authorityKeyIdentifier', keyIdentifier },
        ],
      );
      return { cert, key: leaf.privateKey };
    },
  };
}

/** The library signs in JavaScript, which takes a tenth of a second; Node.js does it in a millisecond. */
function nativeSigner(
  { asn1 }: typeof import('node-forge'),
  certificate: pki.Certificate,
  privateKey: string,
): pki.rsa.PrivateKey {
  const sign = (): string => {
    const { tbsCertificate } = certificate as unknown as { tbsCertificate: asn1.Asn1 };
    const bytes = Buffer.from(asn1.toDer(tbsCertificate).getBytes(), 'binary');
    return signNatively('sha256', bytes, privateKey).toString('binary');
  };
  return { sign } as unknown as pki.rsa.PrivateKey;
}

/** The names by which a server on this machine is called, and the one it is told to listen on. */
export function hostsOf(host: string): string[] {
  return [...new Set([bare(host), 'localhost', '127.0.0.1', '::1'])].filter((name) => !unspecified.has(name));
}

const unspecified = new Set(['0.0.0.0', '::']);
const bare = (host: string): string => host.replace(/^\[(.*)\]$/, '$1');

interface Pair {
  publicKey: string;
  privateKey: string;
}

function newPair(): Promise<Pair> {
  return generate('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
}

/** RFC 5280 §4.2.1.6: 2 is a DNS name, 7 an address. */
function alternativeName(host: string): object {
  return isIP(host) === 0 ? { type: 2, value: host } : { type: 7, ip: host };
}

/** Positive, and not zero (RFC 5280 §4.1.2.2). */
function serialNumber(): string {
  return `01${randomBytes(15).toString('hex')}`;
}
