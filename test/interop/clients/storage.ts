import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A value that outlives the process, in a file of its own in the folder that the suite gives. */
export interface Stored<Value> {
  get(): Value | undefined;
  set(value: Value | undefined): void;
}

/** The official suite gives none. */
const folder = process.env['MCP_CONFORMANCE_STORAGE'] ?? mkdtempSync(join(tmpdir(), 'interop-storage-'));

export function stored<Value>(name: string): Stored<Value> {
  const file = join(folder, `${name}.json`);
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
