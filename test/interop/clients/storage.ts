import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A value of one MCP server that outlives the process, in a file of its own in the folder that the suite gives. */
export interface Stored<Value> {
  get(): Value | undefined;
  set(value: Value | undefined): void;
}

/** The official suite gives none. */
const folder = process.env['MCP_CONFORMANCE_STORAGE'] ?? mkdtempSync(join(tmpdir(), 'interop-storage-'));

const server = createHash('sha256')
  .update(process.argv.at(-1) ?? '')
  .digest('hex')
  .slice(0, 8);

export function stored<Value>(name: string): Stored<Value> {
  const file = join(folder, `${server}-${name}.json`);
  return {
    get() {
      try {
        return JSON.parse(readFileSync(file, 'utf8')) as Value;
      } catch {
        return undefined;
      }
    },
    set: (value) => writeFileSync(file, JSON.stringify(value ?? null), { mode: 0o600 }),
  };
}
