import type { Page } from '@playwright/test';
import type { Recorder } from '../http/recorder.ts';
import { browserWith, type Browser } from './browser.ts';

/**
 * Keeps a page from visiting URLs, redirects to them included: those Playwright's own routes do not see, the protocol of
 * Chromium does.
 */
export async function hold(page: Page, urls: readonly string[]): Promise<void> {
  const session = await page.context().newCDPSession(page);
  session.on('Fetch.requestPaused', ({ requestId }) => {
    // The page may be gone before it is told.
    session.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' }).catch(() => undefined);
  });
  // Of the pattern, not of the URL: * is anything, ? one character.
  const patterns = urls.map((url) => ({ urlPattern: `${url.replaceAll(/[*?\\]/g, '\\$&')}*` }));
  await session.send('Fetch.enable', { patterns });
}

/** Goes on where a page was held. */
export async function browserOf(page: Page, recorder: Recorder, by: string): Promise<Browser> {
  return browserWith(await page.context().cookies(), (outgoing) => recorder.send(outgoing, by));
}
