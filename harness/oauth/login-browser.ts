import { spawn } from 'node:child_process';
import pLimit from 'p-limit';
import type { Recorder } from '../http/recorder.ts';
import { inconclusive } from '../signals.ts';
import type { CallbackListener } from './callback-listener.ts';
import { replyOf } from './seen.ts';
import type { Login, VisitRequest } from './visit.ts';

export interface BrowserLoginOptions {
  recorder: Recorder;
  callback: CallbackListener;
  /** Tells the person what is waited for, once a second. */
  tell: (text: string) => void;
  /** How long a person may take, milliseconds. */
  timeoutMs?: number;
  /** Opens a URL; the system's browser by default. */
  open?: (url: string) => void;
  signal?: AbortSignal | undefined;
}

const TIMEOUT_MS = 120_000;
const ENDED = 'The run was ended during the login.';

/** Lets a person log in with the system's browser, one flow after the other. */
export function createBrowserLogin(options: BrowserLoginOptions): Login {
  const oneByOne = pLimit(1);
  const { redirectUri } = options.callback;
  return {
    redirectUri,
    visit: (request, by) => oneByOne(() => goThrough(request, by, options)),
  };
}

async function goThrough(request: VisitRequest, by: string, options: BrowserLoginOptions) {
  const { recorder, callback, open = openSystemBrowser, timeoutMs = TIMEOUT_MS, signal } = options;
  // The flows that waited for their turn: an event that is over comes no more.
  if (signal?.aborted === true) throw inconclusive(ENDED);
  const state = new URL(request.url).searchParams.get('state');
  const returned = waitForReturn(callback, state, { ...options, timeoutMs });
  open(String(request.url));
  const url = await returned;
  const exchange = recorder.keep({
    by,
    via: 'harness',
    request: { method: 'GET', url: url.href, headers: [] },
    response: { status: 200, headers: [['content-type', 'text/html; charset=utf-8']], body: '' },
  });
  return { end: 'callback' as const, callback: url, reply: replyOf(exchange, ''), exchanges: [exchange] };
}

function waitForReturn(
  callback: CallbackListener,
  state: string | null,
  { tell, timeoutMs, signal }: BrowserLoginOptions & { timeoutMs: number },
): Promise<URL> {
  return new Promise((resolve, reject) => {
    const deadline = Date.now() + timeoutMs;
    const left = () => Math.max(0, Math.ceil((deadline - Date.now()) / 1_000));
    const say = () => tell(`Log in, in the browser window that has opened: ${left()} s left`);
    const end = (action: () => void) => {
      clearInterval(clock);
      clearTimeout(timer);
      stop();
      signal?.removeEventListener('abort', onAbort);
      action();
    };
    const onAbort = () => end(() => reject(inconclusive(ENDED)));
    const clock = setInterval(say, 1_000);
    const timer = setTimeout(
      () => end(() => reject(inconclusive(`Nobody came back from the login within ${timeoutMs / 1_000} s.`))),
      timeoutMs,
    );
    const stop = callback.onReturn((url) => {
      // An old tab may come back late, with another state.
      const theirs = url.searchParams.get('state');
      if (theirs === null || state === null || theirs === state) end(() => resolve(url));
    });
    signal?.addEventListener('abort', onAbort, { once: true });
    say();
  });
}

/** `$BROWSER` where it is set, else what the system opens links with. */
export function openSystemBrowser(url: string): void {
  const [command, ...before] = openerOf(process.platform, process.env['BROWSER']);
  // The URL is one argument, and no shell reads it.
  const child = spawn(command, [...before, url], { stdio: 'ignore', detached: true });
  child.once('error', () =>
    process.stderr.write(`No browser could be opened. Open this yourself:\n${url}\n`),
  );
  child.unref();
}

function openerOf(platform: NodeJS.Platform, browser: string | undefined): [string, ...string[]] {
  if (browser !== undefined && browser !== '') return [browser];
  if (platform === 'darwin') return ['open'];
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler'];
  return ['xdg-open'];
}
