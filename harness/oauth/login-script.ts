import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import pLimit from 'p-limit';
import type { Browser, BrowserType, Page, Response } from '@playwright/test';
import type { HeaderLine } from '../contract.ts';
import type { Recorder } from '../http/recorder.ts';
import { importModule, resolveFrom, TypeScriptUnread } from '../import-module.ts';
import { inconclusive } from '../signals.ts';
import type { CallbackListener } from './callback-listener.ts';
import { browserOf, hold } from './hold.ts';
import { replyOf } from './seen.ts';
import { isSamePlace } from './same-place.ts';
import type { Login, ShownPage, Submission, Visit, VisitRequest } from './visit.ts';

/** What a login script exports by default. It returns when it has submitted everything; waiting is not needed. */
export type LoginScript = (
  page: Page,
  about: { url: string; env: NodeJS.ProcessEnv },
) => void | Promise<void>;

export interface ScriptLoginOptions {
  /** Path of the script. */
  script: string;
  recorder: Recorder;
  callback: CallbackListener;
  /** Where a screenshot is put when the script does not arrive. */
  outputFolder?: string | undefined;
  /** How long one login may take, milliseconds. */
  timeoutMs?: number;
}

/** The script, or what it needs, cannot be loaded; the message says what to do. */
export class LoginScriptTrouble extends Error {
  override readonly name = 'LoginScriptTrouble';
}

const TIMEOUT_MS = 30_000;
const SIDE_BY_SIDE = 3;

/**
 * Lets the user's own script log in, in a browser that Playwright drives: each flow in a window of its own, without
 * cookies of another.
 *
 * @throws LoginScriptTrouble
 */
export async function createScriptLogin(options: ScriptLoginOptions): Promise<Login & AsyncDisposable> {
  const path = resolve(options.script);
  const script = await loadScript(path);
  const browser = await launch(path);
  const limit = pLimit(SIDE_BY_SIDE);
  let shots = 0;
  const nextShot = () =>
    options.outputFolder === undefined ? undefined : join(options.outputFolder, `login-${++shots}.png`);
  return {
    redirectUri: options.callback.redirectUri,
    showsPages: true,
    visit: (request, by) => limit(() => goThrough(request, by, { ...options, script, browser, nextShot })),
    [Symbol.asyncDispose]: () => browser.close(),
  };
}

interface Running extends Omit<ScriptLoginOptions, 'script'> {
  script: LoginScript;
  browser: Browser;
  nextShot: () => string | undefined;
}

async function goThrough(request: VisitRequest, by: string, running: Running): Promise<Visit> {
  const { browser, recorder, script, timeoutMs = TIMEOUT_MS } = running;
  const context = await browser.newContext({ ignoreHTTPSErrors: true, locale: 'en' });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(timeoutMs);
    const seen = watch(page, request.redirectUris);
    if (request.held === true) await hold(page, request.redirectUris);
    const url = String(request.url);
    await page.goto(url).catch(() => undefined);
    // Within a promise: a script that throws at once fails as any other.
    const walk = async () => (seen.isOver() ? undefined : script(page, { url, env: process.env }));
    const failure = await Promise.race([seen.over.then(() => undefined), outcomeOf(walk())]);
    // The last click of a script is still under way when it returns.
    if (failure === undefined) await Promise.race([seen.over, delay(timeoutMs, undefined, { ref: false })]);
    return await conclude(page, seen, { ...running, recorder, by, failure });
  } finally {
    await context.close();
  }
}

/** Why a script ended early, undefined when it did not. */
function outcomeOf(walk: Promise<void>): Promise<string | undefined> {
  return walk.then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
}

interface Seen {
  /** Where the client was called back. */
  callback(): URL | undefined;
  /** Called back, or shown an error: nothing more comes. */
  isOver(): boolean;
  over: Promise<void>;
  /** Answers to navigations, in order, and the pages that they became. */
  responses: Response[];
  pages: Promise<ShownPage | undefined>[];
  submissions: Submission[];
}

function watch(page: Page, redirectUris: readonly string[]): Seen {
  let callback: URL | undefined;
  let isOver = false;
  let finish: () => void = () => undefined;
  const over = new Promise<void>((done) => (finish = done));
  const end = () => {
    isOver = true;
    finish();
  };
  const lists = { responses: [], pages: [], submissions: [] };
  const seen: Seen = { callback: () => callback, isOver: () => isOver, over, ...lists };
  page.on('request', (sent) => {
    if (!sent.isNavigationRequest() || callback !== undefined) return;
    const url = new URL(sent.url());
    if (sent.redirectedFrom() === null && sent.frame() === page.mainFrame())
      seen.submissions.push({
        ...{ url: url.href, method: sent.method(), body: sent.postData() ?? undefined },
        at: seen.responses.length,
      });
    if (!redirectUris.some((redirectUri) => isSamePlace(url, redirectUri))) return;
    callback = url;
    end();
  });
  page.on('response', (response) => {
    if (response.request().isNavigationRequest() && response.frame() === page.mainFrame()) {
      if (callback !== undefined) return;
      seen.responses.push(response);
      if (response.status() >= 400) end();
    }
  });
  page.on('domcontentloaded', () => {
    const last = seen.responses.at(-1);
    if (last !== undefined && callback === undefined) seen.pages.push(shownPage(page, last));
  });
  return seen;
}

async function shownPage(page: Page, response: Response): Promise<ShownPage | undefined> {
  try {
    const [text, html, headers] = await Promise.all([
      page.innerText('body'),
      page.content(),
      linesOf(response),
    ]);
    return { url: page.url(), status: response.status(), headers, text, html };
  } catch {
    // The page was left before it could be read.
    return undefined;
  }
}

async function linesOf(response: Response): Promise<HeaderLine[]> {
  return (await response.headersArray()).map(({ name, value }) => [name, value]);
}

async function conclude(
  page: Page,
  seen: Seen,
  { recorder, by, failure, nextShot }: Running & { by: string; failure: string | undefined },
): Promise<Visit> {
  const pages = (await Promise.all(seen.pages)).filter((one) => one !== undefined);
  const steps = await Promise.all(seen.responses.map((response) => keep(response, { recorder, by })));
  const callback = seen.callback();
  const exchanges = steps.map(({ exchange }) => exchange);
  const last = steps.at(-1);
  if (last === undefined) throw inconclusive('The browser got no answer to the authorization request.');
  if (callback !== undefined) {
    return {
      end: 'callback',
      callback,
      reply: replyOf(last.exchange, last.text, last.headers),
      exchanges,
      pages,
      submissions: seen.submissions,
      browser: await browserOf(page, recorder, by),
    };
  }
  if ((last.exchange.response?.status ?? 0) >= 400) {
    return {
      end: 'page',
      callback,
      reply: replyOf(last.exchange, last.text, last.headers),
      exchanges,
      pages,
      submissions: seen.submissions,
      browser: await browserOf(page, recorder, by),
    };
  }
  const shot = nextShot();
  if (shot !== undefined) await page.screenshot({ path: shot, fullPage: true }).catch(() => undefined);
  const what = failure === undefined ? 'ended' : `failed (${firstLine(failure)})`;
  const where = `${new URL(page.url()).origin}${new URL(page.url()).pathname}`;
  const picture = shot === undefined ? '' : ` A screenshot is in ${shot}.`;
  throw inconclusive(
    `The login script ${what} before the browser came back to the client; it was at ${where}.${picture}`,
    exchanges.map(({ id }) => id),
  );
}

function firstLine(text: string): string {
  return (text.split('\n', 1)[0] ?? '').slice(0, 200);
}

async function keep(response: Response, { recorder, by }: { recorder: Recorder; by: string }) {
  const sent = response.request();
  const headers = await linesOf(response);
  // A redirect has no body that a browser keeps.
  const text = await response.text().catch(() => '');
  const body = sent.postData();
  const exchange = recorder.keep({
    by,
    via: 'harness',
    request: {
      method: sent.method(),
      url: sent.url(),
      headers: (await sent.headersArray()).map(({ name, value }) => [name, value]),
      ...(body === null ? {} : { body }),
    },
    response: { status: response.status(), headers, body: text },
  });
  return { exchange, text, headers };
}

async function loadScript(path: string): Promise<LoginScript> {
  const loaded = await importScript(path);
  const script = (loaded as { default?: unknown }).default;
  if (typeof script !== 'function') {
    throw new LoginScriptTrouble(
      `${path} exports no function by default. Write: export default async function login(page) { … }`,
    );
  }
  return script as LoginScript;
}

async function importScript(path: string): Promise<unknown> {
  try {
    return await importModule(path);
  } catch (error) {
    if (error instanceof TypeScriptUnread) throw new LoginScriptTrouble(error.message);
    const why = error instanceof Error ? error.message : String(error);
    throw new LoginScriptTrouble(`The login script ${path} cannot be loaded: ${why}`);
  }
}

async function launch(path: string): Promise<Browser> {
  const found = ['playwright', '@playwright/test', 'playwright-core']
    .map((name) => resolveFrom(path, name))
    .find((one) => one !== undefined);
  if (found === undefined) {
    throw new LoginScriptTrouble(
      'A login script needs Playwright: npm install --save-dev playwright && npx playwright install chromium',
    );
  }
  const module = (await import(pathToFileURL(found).href)) as PlaywrightModule;
  const chromium = module.chromium ?? module.default?.chromium;
  if (chromium === undefined) throw new LoginScriptTrouble(`${found} is no Playwright that drives Chromium.`);
  const named = process.env['MCP_AUTH_CONFORMANCE_CHROMIUM'];
  let trouble: unknown;
  // Playwright's own first, then the system's.
  for (const executablePath of named === undefined
    ? [undefined, ...SYSTEM_BROWSERS.filter(existsSync)]
    : [named]) {
    try {
      return await chromium.launch({
        ...(executablePath === undefined ? {} : { executablePath }),
        // Chromium has no sandbox for root.
        ...(process.getuid?.() === 0 ? { args: ['--no-sandbox'] } : {}),
      });
    } catch (error) {
      trouble = error;
    }
  }
  throw new LoginScriptTrouble(
    `No browser could be started: ${firstLine(String(trouble))} Run "npx playwright install chromium", or name one by MCP_AUTH_CONFORMANCE_CHROMIUM.`,
  );
}

const SYSTEM_BROWSERS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

interface PlaywrightModule {
  chromium?: BrowserType;
  default?: { chromium?: BrowserType };
}
