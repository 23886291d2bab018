/**
 * A small MCP client that does authorization right: `node conforming.ts <url of an MCP server>`. It reads the environment
 * that conformance suites give (MCP_CONFORMANCE_PROTOCOL_VERSION, _CONTEXT, _STORAGE) and nothing else.
 */
import { execFile } from 'node:child_process';
import { setMaxListeners } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openCallbackPage } from './callback.ts';
import { converse } from './mcp.ts';
import { conformingParts, type Parts, type Session } from './parts.ts';
import { openStorage } from './storage.ts';
import type { Invocation } from './types.ts';

const FETCH_LIMIT_MS = 10_000;

/** Connects, authorizes and makes a few calls; gives the exit code. */
export async function runClient(invocation: Invocation, altered: Partial<Parts> = {}): Promise<number> {
  const { env, signal, patienceMs = 15_000 } = invocation;
  const parts = { ...conformingParts, ...altered };
  const callback = await openCallbackPage(parts);
  // Each request listens to it.
  setMaxListeners(0, signal);
  const limitMs = Math.min(FETCH_LIMIT_MS, 5 * patienceMs);
  try {
    const session: Session = {
      ...invocation,
      parts,
      revision: env['MCP_CONFORMANCE_PROTOCOL_VERSION'] ?? '2026-07-28',
      context: JSON.parse(env['MCP_CONFORMANCE_CONTEXT'] ?? '{}') as Record<string, unknown>,
      storage: await openStorage(invocation.storage),
      callback,
      redirectUri: callback.redirectUri,
      patienceMs,
      fetch: (url, init) => parts.fetch(url, init, { limitMs, signal }),
      readJson: parts.readJson,
    };
    return await converse(session);
  } finally {
    await callback.close();
  }
}

/** Without a shell: a URL is not a command. */
async function openBrowser(url: string): Promise<void> {
  const program = process.platform === 'darwin' ? 'open' : 'xdg-open';
  await new Promise<void>((resolve) => execFile(program, [url], () => resolve()));
}

async function main(url: string): Promise<void> {
  const over = new AbortController();
  process.once('SIGTERM', () => over.abort());
  process.exitCode = await runClient({
    url,
    env: process.env,
    storage: process.env['MCP_CONFORMANCE_STORAGE'] ?? join(tmpdir(), 'mcp-conforming-client'),
    openBrowser,
    print: (text) => void process.stderr.write(text),
    signal: over.signal,
  });
}

const [, program = '', url] = process.argv;
if (url !== undefined && import.meta.url === pathToFileURL(program).href) await main(url);
