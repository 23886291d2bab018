/** The path of a Chromium: the one that `CHROMIUM_PATH` names, Debian's, or Playwright's own download. */
export function findChromium(environment?: Record<string, string | undefined>): string | undefined;
