import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import type { CertificateAuthority } from '../../mock-as/index.ts';

/** What a lab that speaks TLS proves itself with, and what its children trust. */
export interface LabTrust {
  /** For the mock: a certificate for the host of the endpoint, and the authority behind it. */
  readonly tls: { cert: string; key: string; ca: string };
  /** Environment variables for the server under test. */
  readonly env: Record<string, string>;
  /** Removes the files. */
  close(): Promise<void>;
}

/**
 * Issues a certificate for the lab and writes what its children are to trust: NODE_EXTRA_CA_CERTS adds to what Node.js
 * trusts, SSL_CERT_FILE (OpenSSL, Python, Go) and REQUESTS_CA_BUNDLE (Python) replace it, so those name a file that
 * holds the public authorities too. The key is handed over in the environment; it is never written.
 *
 * @param hostname That of the server under test, as its URL has it.
 */
export async function prepareTrust(authority: CertificateAuthority, hostname: string): Promise<LabTrust> {
  const identity = await authority.issue([
    ...new Set([hostname.replace(/^\[(.*)\]$/, '$1'), 'localhost', '127.0.0.1', '::1']),
  ]);
  const folder = await mkdtemp(join(tmpdir(), 'mcp-auth-lab-'));
  const [caFile, bundleFile] = [join(folder, 'ca.pem'), join(folder, 'ca-bundle.pem')];
  const trusted = [authority.certificate, ...(await alreadyTrusted())];
  await writeFile(caFile, pems(trusted), { mode: 0o644 });
  await writeFile(bundleFile, pems([...trusted, ...rootCertificates]), { mode: 0o644 });
  return {
    tls: { ...identity, ca: authority.certificate },
    env: {
      NODE_EXTRA_CA_CERTS: caFile,
      SSL_CERT_FILE: bundleFile,
      REQUESTS_CA_BUNDLE: bundleFile,
      MCP_CONFORMANCE_TLS_CERT: identity.cert,
      MCP_CONFORMANCE_TLS_KEY: identity.key,
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

/** The authority of a company's network, say, which the children would otherwise lose. */
async function alreadyTrusted(): Promise<string[]> {
  const { NODE_EXTRA_CA_CERTS: file } = process.env;
  if (file === undefined || file === '') return [];
  return readFile(file, 'utf8').then(
    (text) => [text],
    () => [],
  );
}

function pems(certificates: readonly string[]): string {
  return certificates.map((certificate) => `${certificate.trim()}\n`).join('');
}
