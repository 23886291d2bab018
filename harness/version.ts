import { readFileSync } from 'node:fs';

/** Version of this package. package.json stands one level up in the source and two in the build. */
export const VERSION: string = readVersion();

function readVersion(): string {
  for (const place of ['../package.json', '../../package.json']) {
    try {
      const found = JSON.parse(readFileSync(new URL(place, import.meta.url), 'utf8')) as {
        name?: string;
        version?: string;
      };
      if (found.name === 'mcp-auth-conformance' && found.version !== undefined) return found.version;
    } catch {
      // Not at this place.
    }
  }
  return '0.0.0';
}
