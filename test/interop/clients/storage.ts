import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A value that outlives the process, in a file of its own in the folder that the suite gives. */
export interface Stored<Value> {
  get(): Value | undefined;
  set(value: Value | undefined): void;
}

export function stored<Value>(name: string): Stored<Value> {
  const folder = process.env['MCP_CONFORMANCE_STORAGE'];
  if (folder === undefined) throw new Error('MCP_CONFORMANCE_STORAGE names no folder.');
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
