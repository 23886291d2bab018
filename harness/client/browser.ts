import { setTimeout as delay } from 'node:timers/promises';
import type { Exchange } from '../contract.ts';
import type { Recorder } from '../http/recorder.ts';
import { isLoopback } from '../http/loopback.ts';
import { visit } from '../oauth/visit.ts';

/** What became of a URL that the client opened in a browser. */
export interface Visited {
  /** As it was given to the browser, without secrets. */
  url: string;
  /**
   * `callback`: the browser was sent back to the client, which answered. `unheard`: nobody listened there. `page`: it
   * stayed at the authorization server. `refused`: no browser follows it here.
   */
  end: 'callback' | 'unheard' | 'page' | 'refused';
  /** How the client's own page answered. */
  callback?: Exchange;
}

const PATIENCE_MS = 5_000;
const PAUSE_MS = 50;

/**
 * Follows an authorization URL as a browser does, to the client's own page. Approval is automatic, which may be quicker
 * than the client's listener: it is given a few seconds to come up.
 */
export async function browse(
  url: string,
  { recorder, by, signal }: { recorder: Recorder; by: string; signal: AbortSignal },
): Promise<Visited> {
  const given = recorder.redactor.text(url);
  if (!URL.canParse(url) || !isHere(new URL(url))) return { url: given, end: 'refused' };
  const redirectUri = new URL(url).searchParams.get('redirect_uri') ?? '';
  const seen = await visit({ url, redirectUris: [redirectUri] }, (outgoing) =>
    isHere(new URL(outgoing.url))
      ? recorder.send({ ...outgoing, timeoutMs: PATIENCE_MS }, by)
      : Promise.reject(new Error('The browser of the lab stays on this machine.')),
  ).catch(() => undefined);
  const callback = seen?.callback;
  if (callback === undefined) return { url: given, end: 'page' };
  if (!isHere(callback)) return { url: given, end: 'unheard' };
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const { exchange } = await recorder.send({ url: callback, timeoutMs: PATIENCE_MS }, by);
    if (exchange.response !== undefined) return { url: given, end: 'callback', callback: exchange };
    const isOver = signal.aborted || performance.now() > deadline || exchange.failure?.kind !== 'refused';
    if (isOver) return { url: given, end: 'unheard' };
    await delay(PAUSE_MS);
  }
}

function isHere({ protocol, hostname }: URL): boolean {
  return protocol === 'http:' && isLoopback(hostname);
}
