import type { Callback } from './callback.ts';

/** What the official suites call the context, as far as these programs use it. */
export interface Given {
  client_id?: string;
  client_secret?: string;
  client_metadata_url?: string;
}

export const given = JSON.parse(process.env['MCP_CONFORMANCE_CONTEXT'] ?? '{}') as Given;
export const url = process.argv.at(-1) ?? '';
export const identity = { name: 'interop', version: '1.0.0' };
/** Harmless tools of the reference server; they are called side by side. */
export const TOOLS = ['whoami', 'list_saved_searches'];

/** Of what a server has: those, or the one that the official suite wants to be called. */
export function chosen({ tools }: { tools: { name: string }[] }): string[] {
  const names = tools.map(({ name }) => name);
  return [...TOOLS, 'test-tool'].filter((name) => names.includes(name));
}

export const REQUEST_LIMIT_MS = 10_000;

const MOST_LOGINS = 3;

export interface App {
  /** Connects, lists the tools and calls some. @throws when the user has to log in first. */
  work(): Promise<void>;
  /** Takes the response that the browser brought; then `work` is tried again. */
  finish(response: URLSearchParams): Promise<void>;
  callback: Callback;
}

/** What every program here does. What the library does not do for it, it does in the plainest way. */
export async function run(app: App): Promise<never> {
  try {
    for (let logins = 0; !(await worked(app, logins)); logins += 1)
      await app.finish(await app.callback.response());
    process.exit(0);
  } catch (error) {
    console.error(error);
    process.exit(1);
  }
}

/** Whether it did; if not, the user has to log in first. */
async function worked(app: App, logins: number): Promise<boolean> {
  try {
    await app.work();
    return true;
  } catch (error) {
    if (!app.callback.isAwaited || logins === MOST_LOGINS) throw error;
    return false;
  }
}

/**
 * For libraries that leave it to the program.
 *
 * @throws for an authorization error response; whose it is has not been checked then, so nothing of it is shown.
 */
export function codeIn(response: URLSearchParams): string {
  const code = response.get('code');
  if (code === null) throw new Error('The authorization ended without a code.');
  return code;
}
