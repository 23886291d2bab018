import { generateKeyPairSync } from 'node:crypto';
import { dnsName, ipAddress, pemOf, selfSignedCertificate } from '../forge/certificate.ts';

/** A certificate for `localhost` and 127.0.0.1 that nobody but itself vouches for, made anew for each test. */
export function selfSigned(): { key: string; cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const names = [dnsName('localhost'), ipAddress(127, 0, 0, 1)];
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: pemOf(selfSignedCertificate(publicKey, privateKey, 'localhost', names)),
  };
}
