import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Registration, Tokens } from './types.ts';

interface Contents {
  /** By issuer: nothing of one authorization server is ever shown to another. */
  registrations: Record<string, Registration>;
  /** By issuer and resource. */
  tokens: Record<string, Tokens>;
  /** By URL of the MCP server: whose tokens it was last called with. */
  issuers: Record<string, string>;
}

/** What the client remembers, in one file that only its user can read. */
export interface Storage {
  readonly contents: Contents;
  save(): Promise<void>;
}

export async function openStorage(folder: string): Promise<Storage> {
  const file = join(folder, 'client.json');
  const contents = await readFile(file, 'utf8').then(
    (text) => JSON.parse(text) as Contents,
    (): Contents => ({ registrations: {}, tokens: {}, issuers: {} }),
  );
  return {
    contents,
    async save() {
      await mkdir(folder, { recursive: true });
      const next = `${file}.${process.pid}`;
      await writeFile(next, JSON.stringify(contents), { mode: 0o600 });
      await rename(next, file);
    },
  };
}

export function tokensKey(issuer: string, url: string): string {
  return `${issuer} ${url}`;
}
