/** Imports modules of the user: a login script, a config file. TypeScript too, where this machine can read it. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The module is TypeScript, and nothing here reads that; the message says what to do. */
export class TypeScriptUnread extends Error {
  override readonly name = 'TypeScriptUnread';
}

/**
 * The module at an absolute path. What goes wrong while it loads is thrown as it is.
 *
 * @throws TypeScriptUnread
 */
export async function importModule(path: string): Promise<unknown> {
  const { href } = pathToFileURL(path);
  try {
    return await import(href);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ERR_UNKNOWN_FILE_EXTENSION') return importTypeScript(path, href);
    throw error;
  }
}

/** Node.js reads TypeScript itself from 22.18 on; before, tsx does, where it is installed. */
async function importTypeScript(path: string, href: string): Promise<unknown> {
  const manifest = resolveFrom(path, 'tsx/package.json');
  if (manifest === undefined) {
    throw new TypeScriptUnread(
      `This Node.js cannot read TypeScript. Install tsx beside ${path} (npm install --save-dev tsx), or write it as .mjs.`,
    );
  }
  // What `require` would be given cannot load modules.
  const { tsImport } = (await import(new URL('dist/esm/api/index.mjs', pathToFileURL(manifest)).href)) as {
    tsImport: (url: string, parent: string) => Promise<unknown>;
  };
  return tsImport(href, href);
}

/** As the module itself would find it, else as the folder where the command runs would. */
export function resolveFrom(path: string, name: string): string | undefined {
  for (const place of [path, join(process.cwd(), 'index.js')]) {
    try {
      return createRequire(place).resolve(name);
    } catch {
      continue;
    }
  }
  return undefined;
}
