import { createCertificateAuthority } from '../../mock-as/index.ts';
import { leasePort } from '../../mock-as/ports.ts';
import { isLoopback } from '../http/loopback.ts';
import { startChild, type Child } from '../lab/child.ts';
import { prepareTrust } from '../lab/trust.ts';
import { fillPlaceholders } from '../lab/wiring.ts';
import { startDocumentHost } from './document-host.ts';
import type { DocumentHost } from './documents.ts';

export interface AuthorizationServerLabOptions {
  /** A shell command that starts the authorization server. */
  command: string;
  env?: Record<string, string>;
  logFile?: string;
  redact?: (line: string) => string;
  startTimeoutMs?: number;
  signal?: AbortSignal | undefined;
}

/** An authorization server under test that this process has started. */
export interface AuthorizationServerLab {
  /** As the user wrote it, but for the port. */
  readonly issuer: string;
  /** By a certificate that the authorization server was told to trust. */
  readonly documents: DocumentHost;
  restart(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Starts an authorization server and waits until it listens; its environment names its port and what it is to trust.
 *
 * @param url The issuer identifier; `{port}` stands for a free port.
 * @throws ChildTrouble when it does not come up.
 */
export async function startAuthorizationServerLab(
  url: string,
  options: AuthorizationServerLabOptions,
): Promise<AuthorizationServerLab> {
  const lease = url.includes('{port}') ? await leasePort() : undefined;
  const issuer = url.replaceAll('{port}', String(lease?.port));
  const { hostname, port, protocol } = new URL(issuer);
  const trust = await prepareTrust(
    await createCertificateAuthority(),
    isLoopback(hostname) ? hostname : 'localhost',
  );
  const documents = await startDocumentHost({ identity: trust.tls });
  const placeholders = { issuer, port: port || (protocol === 'https:' ? '443' : '80') };
  const fill = (text: string) => fillPlaceholders(text, placeholders);
  const extra = Object.fromEntries(
    Object.entries(options.env ?? {}).map(([name, value]) => [name, fill(value)]),
  );
  const start = () =>
    startChild({
      command: fill(options.command),
      env: { ...trust.env, PORT: placeholders.port, ISSUER: issuer, ...extra },
      host: hostname.replace(/^\[|\]$/g, ''),
      port: Number(placeholders.port),
      logFile: options.logFile,
      redact: options.redact,
      startTimeoutMs: options.startTimeoutMs ?? 30_000,
      signal: options.signal,
    });
  let child: Child | undefined;
  const close = async () => {
    await Promise.allSettled([child?.stop(), documents.close(), trust.close()]);
    await lease?.release();
  };
  try {
    child = await start();
  } catch (error) {
    await close();
    throw error;
  }
  return {
    issuer,
    documents,
    async restart() {
      await child?.stop();
      child = await start();
    },
    close,
  };
}
