import type { Exchange, HeaderLine } from '../contract.ts';
import type { Outgoing, Recorder, Reply } from '../http/recorder.ts';
import { openBrowser, type Browser } from './browser.ts';

/** How far an authorization request came. */
export interface Visit {
  /**
   * `callback`: the user agent was sent back to the client. `page`: the authorization server shows something, be it a
   * login, a consent or an error. `lost`: no answer, or redirects without end.
   */
  end: 'callback' | 'page' | 'lost';
  /** Where the client was to be called back, with everything that came along. Raw: never for evidence. */
  callback: URL | undefined;
  /** The last answer, raw. */
  reply: Reply;
  /** Where that came from, where it is a page. Raw. */
  url?: string;
  /** Every step, the last one included. */
  exchanges: Exchange[];
  /** What a person was shown, where a browser was used. */
  pages?: ShownPage[];
  /** What was sent from a page, where a browser was used. */
  submissions?: Submission[];
  /** What goes on where a held visit ended: it has the same cookies. */
  browser?: Browser;
}

/** What a browser sent because a person did something, and not because it was redirected. Raw: never for evidence. */
export interface Submission {
  url: string;
  method: string;
  /** Of a form that was posted. */
  body: string | undefined;
  /** Where its exchange stands among those of the visit. */
  at: number;
}

/** A page as a browser rendered it. */
export interface ShownPage {
  url: string;
  status: number;
  headers: HeaderLine[];
  /** The text that a person reads. */
  text: string;
  html: string;
}

/** An authorization request, as a user agent gets it. */
export interface VisitRequest {
  url: string | URL;
  /** Where the visit ends: nobody listens there, the redirect is read and not followed. */
  redirectUris: readonly string[];
  /** Somebody listens there, and is not to hear of it. The browser is given back, to go on in its place. */
  held?: true;
  method?: 'GET' | 'POST';
  /** The form of a POST. */
  body?: string;
  headers?: HeaderLine[];
}

/** Gets through a login for which a person, a script or a browser is needed. */
export interface Login {
  /** Where it waits for the way back, when it cannot do without; to be registered for clients. */
  readonly redirectUri?: string;
  /** Whether its visits tell what was shown; then any redirect URI will do. */
  readonly showsPages?: true;
  /** @throws Stop when the login does not come to an end. */
  visit(request: VisitRequest, by: string): Promise<Visit>;
}

/** Makes a login for a run, whose recorder sees what happens. */
export type LoginFor = (recorder: Recorder) => Promise<Login & Partial<AsyncDisposable>>;

/** Follows redirects as a browser does, with cookies of its own, and submits nothing. */
export async function visit(
  request: VisitRequest,
  send: (outgoing: Outgoing) => Promise<Reply>,
): Promise<Visit> {
  return openBrowser(send).go(request);
}
