import { CookieJar } from 'tough-cookie';
import type { Exchange } from '../../harness/contract.ts';
import { allHeaders } from '../../harness/http/headers.ts';
import type { Outgoing, Recorder, Reply } from '../../harness/http/recorder.ts';
import { isSamePlace } from '../../harness/oauth/same-place.ts';
import type { Login, ShownPage, Visit } from '../../harness/oauth/visit.ts';

const MOST_STEPS = 16;
const FORM = ['content-type', 'application/x-www-form-urlencoded'] as const;

/** Logs in at oidc-provider's development pages as anybody, and consents: they ask for no more. */
export function developmentLogin(recorder: Recorder): Login {
  return {
    async visit(request, by) {
      const jar = new CookieJar();
      const exchanges: Exchange[] = [];
      const pages: ShownPage[] = [];
      const { url: first, method = 'GET', body } = request;
      let next: Outgoing =
        body === undefined ? { url: String(first), method } : { url: String(first), method, body };
      for (;;) {
        const url = String(next.url);
        const lines = [['cookie', await jar.getCookieString(url)] as const];
        const headers = next.body === undefined ? lines : [FORM, ...lines];
        const reply = await recorder.send({ ...next, headers: headers.map(([...line]) => line) }, by);
        exchanges.push(reply.exchange);
        for (const line of allHeaders(reply.headers, 'set-cookie')) {
          await jar.setCookie(line, url, { ignoreError: true });
        }
        const ended = (end: Visit['end'], callback?: URL): Visit => {
          return { end, callback, reply, exchanges, pages };
        };
        const location = reply.header('location');
        const to = location === undefined ? undefined : new URL(location, url);
        if (to === undefined) pages.push(shown(url, reply));
        else if (request.redirectUris.some((redirectUri) => isSamePlace(to, redirectUri)))
          return ended('callback', to);
        const step = to === undefined ? submission(reply) : { url: to.href };
        if (step === undefined || exchanges.length >= MOST_STEPS) return ended('page');
        next = step;
      }
    },
  };
}

function shown(url: string, { status = 0, headers, text }: Reply): ShownPage {
  return { url, status, headers, text, html: text };
}

/** The form of the page, filled in; undefined for a page without one. */
function submission({ text }: Reply): Outgoing | undefined {
  const [, url] = /<form[^>]* action="([^"]+)"/.exec(text) ?? [];
  const [, prompt] = /name="prompt" value="([^"]+)"/.exec(text) ?? [];
  if (url === undefined || prompt === undefined) return undefined;
  const fields = prompt === 'login' ? { prompt, login: 'anybody', password: 'anything' } : { prompt };
  return { url, method: 'POST', body: new URLSearchParams(fields).toString() };
}
