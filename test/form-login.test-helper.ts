import { randomUUID } from 'node:crypto';
import { CookieJar } from 'tough-cookie';
import type { Exchange } from '../harness/contract.ts';
import { allHeaders } from '../harness/http/headers.ts';
import type { Outgoing, Recorder, Reply } from '../harness/http/recorder.ts';
import { openBrowser } from '../harness/oauth/browser.ts';
import { isSamePlace } from '../harness/oauth/same-place.ts';
import type { Login, ShownPage, Submission, Visit } from '../harness/oauth/visit.ts';

const MOST_STEPS = 16;

/** For tests: fills in the pages of the mock's interactive approval as the test user would, without a browser. */
export function formLogin(recorder: Recorder): Login {
  return {
    showsPages: true,
    async visit(request, by) {
      const jar = new CookieJar();
      const exchanges: Exchange[] = [];
      const pages: ShownPage[] = [];
      const submissions: Submission[] = [];
      let next: Outgoing = { url: request.url, method: request.method ?? 'GET', ...bodyOf(request.body) };
      for (;;) {
        const url = String(next.url);
        const cookie = await jar.getCookieString(url);
        const reply = await recorder.send({ ...next, headers: [...linesOf(next), ['cookie', cookie]] }, by);
        exchanges.push(reply.exchange);
        for (const line of allHeaders(reply.headers, 'set-cookie')) await jar.setCookie(line, url);
        const ended = (end: Visit['end'], callback?: URL): Visit => {
          const browser = openBrowser((outgoing) => recorder.send(outgoing, by), jar);
          return { end, callback, reply, exchanges, pages, submissions, browser };
        };
        const to = reply.header('location');
        if (to === undefined) pages.push(shown(url, reply));
        else if (request.redirectUris.some((uri) => isSamePlace(new URL(to, url), uri)))
          return ended('callback', new URL(to, url));
        const keepsMethod = reply.status === 307 || reply.status === 308;
        const step =
          to === undefined
            ? submission(url, reply)
            : { ...(keepsMethod ? next : {}), url: new URL(to, url).href };
        if (step === undefined || exchanges.length >= MOST_STEPS) return ended('page');
        if (to === undefined && typeof step.body === 'string')
          submissions.push({ url: String(step.url), method: 'POST', body: step.body, at: exchanges.length });
        next = step;
      }
    },
  };
}

function bodyOf(body: string | undefined): Pick<Outgoing, 'body' | 'headers'> {
  if (body === undefined) return {};
  return { body, headers: [['content-type', 'application/x-www-form-urlencoded']] };
}

function linesOf({ headers = [] }: Outgoing) {
  return Array.isArray(headers) ? headers : Object.entries(headers);
}

function shown(url: string, { status = 0, headers, text }: Reply): ShownPage {
  return { url, status, headers, text, html: text };
}

/** The form of the page, filled in; undefined for a page without one. */
function submission(url: string, { text }: Reply): Outgoing | undefined {
  const [, token] = /name="form_token" value="([^"]+)"/.exec(text) ?? [];
  const fields = text.includes('name="email"')
    ? // Codes for one address are limited.
      { action: 'send', email: `${randomUUID()}+sktest@example.com` }
    : text.includes('name="code"')
      ? { action: 'verify', code: '424242' }
      : { action: 'allow' };
  if (token === undefined) return undefined;
  const body = new URLSearchParams({ form_token: token, ...fields }).toString();
  return { url, method: 'POST', ...bodyOf(body) };
}
