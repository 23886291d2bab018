import * as oauth from 'oauth4webapi';
import { CookieJar } from 'tough-cookie';
import { redirectUri } from '../flows.test-helper.ts';

/** A page as the browser has it before it. */
export interface Page {
  readonly url: string;
  readonly status: number;
  readonly headers: Headers;
  readonly html: string;
  readonly formToken: string;
}

/** Where a form led: to a page of the mock, or away to the client. */
export interface Outcome {
  readonly page: Page | undefined;
  /** The parameters that the client gets. */
  readonly client: Record<string, string> | undefined;
}

/** For tests: a browser with cookies that stops where the mock ends. */
export function openBrowser(mock: { urls: { environment: string } }) {
  const jar = new CookieJar();
  const visit = async (
    url: string,
    init: { method?: string; body?: URLSearchParams; headers?: Record<string, string> } = {},
  ): Promise<Response> => {
    const headers = { cookie: await jar.getCookieString(url), ...init.headers };
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const cookie of response.headers.getSetCookie()) await jar.setCookie(cookie, url);
    return response;
  };
  const follow = async (url: string, response: Response): Promise<Outcome> => {
    const location = response.headers.get('location');
    if (location === null) return { page: await pageOf(url, response), client: undefined };
    const target = new URL(location, url);
    if (target.origin !== mock.urls.environment) {
      return { page: undefined, client: Object.fromEntries(target.searchParams) };
    }
    return follow(target.href, await visit(target.href));
  };
  const open = async (url: string): Promise<Outcome> => follow(url, await visit(url));
  const openPage = async (url: string): Promise<Page> => {
    const { page } = await open(url);
    if (page === undefined) throw new Error('the mock showed no page');
    return page;
  };
  /** Sends the form of a page and stops at the answer. */
  const post = async (
    page: Pick<Page, 'url' | 'formToken'>,
    fields: Record<string, string>,
    headers: Record<string, string> = {},
  ): Promise<Response> =>
    visit(page.url, {
      method: 'POST',
      body: new URLSearchParams({ form_token: page.formToken, ...fields }),
      headers,
    });
  const submit = async (page: Page, fields: Record<string, string>): Promise<Outcome> =>
    follow(page.url, await post(page, fields));
  const submitToPage = async (page: Page, fields: Record<string, string>): Promise<Page> => {
    const { page: next } = await submit(page, fields);
    if (next === undefined) throw new Error('the mock showed no page');
    return next;
  };
  /** From the authorization request to the consent page. */
  const logIn = async (url: string, email = 'ada+sktest@example.com'): Promise<Page> => {
    const code = await submitToPage(await openPage(url), { action: 'send', email });
    return submitToPage(code, { action: 'verify', code: '424242' });
  };
  return { jar, open, openPage, post, submit, submitToPage, logIn };
}

async function pageOf(url: string, response: Response): Promise<Page> {
  const html = await response.text();
  const [, formToken = ''] = /name="form_token" value="([^"]+)"/.exec(html) ?? [];
  return { url, status: response.status, headers: response.headers, html, formToken };
}

/** An authorization request, and the verifier that redeems its code. */
export async function authorizationRequest(
  as: oauth.AuthorizationServer,
  client: oauth.Client,
  parameters: Record<string, string> = {},
) {
  const verifier = oauth.generateRandomCodeVerifier();
  const url = new URL(String(as.authorization_endpoint));
  url.search = new URLSearchParams({
    client_id: client.client_id,
    response_type: 'code',
    redirect_uri: redirectUri,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state: 's',
    scope: 'web-search:read',
    ...parameters,
  }).toString();
  return { url: url.href, verifier };
}
