import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSecureContext } from 'node:tls';
import { createCertificateAuthority, hostsOf } from './certificates.ts';
import type { ServerIdentity } from './certificates.ts';

/** What to prove oneself with, PEM; `ca` is what a client has to trust, when its system does not do so already. */
export interface TlsOptions {
  cert: string;
  key: string;
  ca?: string;
}

/** What a client needs to know to trust the mock. */
export interface TlsTrust {
  /** Certificate of the authority, PEM. */
  readonly ca: string;
  /** The same as a file, for NODE_EXTRA_CA_CERTS and the like; gone when the mock is closed. */
  readonly caFile: string;
}

export interface Tls extends ServerIdentity {
  readonly trust: TlsTrust | undefined;
  /** Removes the file. */
  close(): Promise<void>;
}

/**
 * Makes ready what a listener needs to speak TLS; `true` makes a certificate authority for this one start. Its
 * certificate is written to a file that everybody may read; no key is ever written.
 */
export async function prepareTls(wanted: true | TlsOptions, host: string): Promise<Tls> {
  const { cert, key, ca } = wanted === true ? await issueFor(host) : checked(wanted);
  const written = ca === undefined ? undefined : await writeCertificate(ca);
  return {
    cert,
    key,
    trust: ca === undefined || written === undefined ? undefined : { ca, caFile: written.file },
    close: async () => written?.remove(),
  };
}

async function issueFor(host: string): Promise<TlsOptions> {
  const authority = await createCertificateAuthority();
  return { ...(await authority.issue(hostsOf(host))), ca: authority.certificate };
}

function checked(given: TlsOptions): TlsOptions {
  try {
    createSecureContext(given);
    return given;
  } catch (error) {
    // OpenSSL's own words name no secret.
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(
      `tls: the certificate, the key or the ca cannot be used (${reason}). Give each as PEM text, and the key of that certificate.`,
      { cause: error },
    );
  }
}

/** A certificate in a file of its own, in a folder of its own. */
export async function writeCertificate(pem: string): Promise<{ file: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'mcp-auth-ca-'));
  const file = join(folder, 'ca.pem');
  await writeFile(file, pem, { mode: 0o644 });
  return { file, remove: () => rm(folder, { recursive: true, force: true }) };
}
