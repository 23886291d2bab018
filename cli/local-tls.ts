/** Https between what runs in this process: an authority of its own, which the process itself trusts too. */
import { readFile } from 'node:fs/promises';
import { rootCertificates } from 'node:tls';
import Agent from 'undici/lib/dispatcher/agent.js';
import { setGlobalDispatcher } from 'undici/lib/global.js';
import type { CertificateAuthority, ServerIdentity } from '../mock-as/index.ts';

/** What servers on loopback prove themselves with. */
export interface LocalTls {
  readonly authority: CertificateAuthority;
  readonly identity: ServerIdentity;
}

const HOSTS = ['127.0.0.1', 'localhost', '::1'];

/** Makes an authority and one certificate for loopback; from then on `fetch` trusts it in this process. */
export async function prepareLocalTls(): Promise<LocalTls> {
  const { createCertificateAuthority } = await import('../mock-as/index.ts');
  const authority = await createCertificateAuthority();
  const [identity] = await Promise.all([authority.issue(HOSTS), trustAlso(authority.certificate)]);
  return { authority, identity };
}

/** As NODE_EXTRA_CA_CERTS would have done, which is read only when a process starts. */
async function trustAlso(certificate: string): Promise<void> {
  const ca = [...rootCertificates, ...(await alreadyTrusted()), certificate];
  setGlobalDispatcher(new Agent({ connect: { ca } }));
}

/** Naming authorities takes the place of all that Node.js trusts. */
async function alreadyTrusted(): Promise<string[]> {
  const { NODE_EXTRA_CA_CERTS: file = '' } = process.env;
  if (file === '') return [];
  return readFile(file, 'utf8').then(
    (text) => [text],
    () => [],
  );
}
