/** Finds the Chromium that the browser tests use. Plain Node: it also runs before anything is installed. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';

const debian = '/usr/bin/chromium';

/**
 * The path of a Chromium: the one that `CHROMIUM_PATH` names, Debian's, or Playwright's own download.
 *
 * @returns {string | undefined}
 */
export function findChromium(environment = process.env) {
  const named = environment.CHROMIUM_PATH;
  if (named !== undefined && named !== '' && existsSync(named)) return named;
  if (existsSync(debian)) return debian;
  return playwrightsOwn();
}

function playwrightsOwn() {
  try {
    const path = createRequire(import.meta.url)('playwright-core').chromium.executablePath();
    return existsSync(path) ? path : undefined;
  } catch {
    // The packages are not installed yet, or Playwright has no browser for this platform.
    return undefined;
  }
}
