/** What checks of the consent page ask for alike. */
import {
  headerOf,
  noCode,
  ok,
  oncePerRun,
  testClientName,
  tolerated,
  untested,
  type Authorization,
  type AuthorizationServerContext,
  type Exchange,
  type Judgement,
} from '../../harness/index.ts';
import { proceeds } from './attempts.ts';
import { clientAt, documentHost, documentOf, requireRead } from './client-documents.ts';

const NEEDS_PAGES =
  'Needs to see the consent page: give --login with a script, which goes there as a person would.';

/** Nobody is there: a browser that is sent to it has left the authorization server. */
export const CLIENT_HOST = 'back-at-the-client.example';

/** What a person was shown on the way to an authorization, as plain data. */
export type Consent = {
  exchanges: Exchange[];
  showsRedirectHost: boolean;
  showsClientHost: boolean;
};

/** The pages of one authorization, the same for all who ask. @throws Stop when none can be seen. */
export const consentPages = oncePerRun(look);

async function look(server: AuthorizationServerContext): Promise<Consent> {
  const host = await documentHost(server);
  const redirectUri = `https://${CLIENT_HOST}/callback`;
  const name = testClientName();
  const published = host.publish((url) =>
    documentOf(server, url, { client_name: name, redirect_uris: [redirectUri], application_type: 'web' }),
  );
  const client = { ...clientAt(server, published.url), redirectUri };
  const showsPages = server.target.login?.showsPages === true;
  const authorization = await server.authorize({ client, ...(showsPages ? {} : { login: false }) });
  requireRead(server, published, authorization);
  if (!proceeds(authorization)) throw noCode(authorization);
  const texts = textsOf(authorization, name);
  if (texts.length === 0)
    throw untested(
      NEEDS_PAGES,
      authorization.exchanges.map(({ id }) => id),
    );
  const shows = (text: string) => texts.some((page) => page.toLowerCase().includes(text));
  return {
    exchanges: authorization.exchanges,
    showsRedirectHost: shows(CLIENT_HOST),
    showsClientHost: shows(new URL(published.url).hostname),
  };
}

/** Rendered text where a browser gave it; else the HTML of the last page, when that is one to consent at. */
function textsOf({ pages, end, reply }: Authorization, name: string): string[] {
  if (pages.length > 0) return pages.map(({ text }) => text);
  const isHtml = /html/i.test(headerOf(reply.headers, 'content-type') ?? '');
  return end === 'page' && isHtml && isConsent(reply.text, name) ? [readable(reply.text)] : [];
}

/** Without markup and its attributes. */
function readable(html: string): string {
  return html.replace(/<(style|head)\b[\s\S]*?<\/\1>/gi, ' ').replace(/<[^>]*>/g, ' ');
}

/** Names the client and asks for nothing but a click; what a script may add is not known. */
function isConsent(html: string, name: string): boolean {
  const fields = [...html.matchAll(/<input\b[^>]*>/gi)].map(([field]) => /type=["']?(\w+)/i.exec(field)?.[1]);
  const isClick = fields.every((type) => /^(?:hidden|submit|button|checkbox|radio)$/i.test(type ?? 'text'));
  return html.includes(name) && /<(?:form|button)\b/i.test(html) && isClick && !/<script\b/i.test(html);
}

/** Whether a host was shown; what is drawn as a picture is for a person to see. */
export function judgeShown(isShown: boolean, what: string): Judgement {
  if (isShown) return ok;
  return tolerated(
    `a page on the way to the authorization shows ${what}`,
    'no page has it in its text; look at the consent page yourself',
  );
}
