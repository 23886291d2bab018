import { watch } from 'node:fs';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** By these names programs open a browser: freedesktop.org's, macOS's, Debian's and the usual browsers themselves. */
const NAMES = [
  'xdg-open',
  'open',
  'sensible-browser',
  'x-www-browser',
  'www-browser',
  'wslview',
  'gnome-open',
  'kde-open',
  'firefox',
  'google-chrome',
  'chromium',
  'chromium-browser',
];

/** Notes what it is to open, one argument a line, in one write: the lab reads along. A shell is there within a moment. */
const OPENER = `#!/bin/sh
for argument in "$@"; do printf '%s\\n' "$argument"; done >> "$MCP_CONFORMANCE_OPENED"
`;

/** Programs on PATH that a client takes for the browser. */
export interface Openers {
  /** Environment of the client. */
  env(inherited: NodeJS.ProcessEnv): Record<string, string>;
  /** A line of that environment which only this launch has. */
  mark: string;
  close(): void;
}

/**
 * Puts fake browsers into a folder of the launch, and tells of each URL that they are to open.
 *
 * @param folder Exists, and belongs to this launch alone.
 */
export async function openOpeners(folder: string, onUrl: (url: string) => void): Promise<Openers> {
  const programs = join(folder, 'bin');
  const opened = join(folder, 'opened');
  await mkdir(programs);
  await writeFile(opened, '');
  for (const name of NAMES) {
    await writeFile(join(programs, name), OPENER);
    await chmod(join(programs, name), 0o755);
  }
  let told = 0;
  const tell = async (): Promise<void> => {
    const lines = (await readFile(opened, 'utf8').catch(() => '')).split('\n').slice(0, -1);
    const fresh = lines.slice(told);
    told = Math.max(told, lines.length);
    for (const line of fresh) if (/^[a-z][a-z0-9+.-]*:/i.test(line)) onUrl(line);
  };
  const mark = { name: 'MCP_CONFORMANCE_OPENED', value: opened };
  const watcher = watch(opened, () => void tell());
  return {
    env: ({ PATH = '' }) => ({
      PATH: `${programs}:${PATH}`,
      BROWSER: join(programs, 'xdg-open'),
      [mark.name]: mark.value,
    }),
    mark: `${mark.name}=${mark.value}`,
    close: () => watcher.close(),
  };
}
