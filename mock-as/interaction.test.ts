import { decodeJwt } from 'jose';
import * as oauth from 'oauth4webapi';
import { CookieJar } from 'tough-cookie';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startMockAuthorizationServer } from './index.ts';
import type { MockAuthorizationServer } from './index.ts';
import { discover, insecure, redirectUri, register } from './flows.test-helper.ts';

let mock: MockAuthorizationServer;
let as: oauth.AuthorizationServer;

beforeAll(async () => {
  mock = await startMockAuthorizationServer({
    approval: 'interactive',
    resource: { url: 'http://127.0.0.1:7003/mcp', name: 'Search <b>server</b>' },
  });
  as = await discover(mock.urls.issuer);
});
afterAll(() => mock.close());

interface Page {
  url: string;
  response: Response;
  html: string;
  formToken: string;
}

/** A browser with cookies that stops at each redirect. */
function browser() {
  const jar = new CookieJar();
  const visit = async (
    url: string,
    init: { method?: string; body?: URLSearchParams } = {},
  ): Promise<Response> => {
    const headers = { cookie: await jar.getCookieString(url) };
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const cookie of response.headers.getSetCookie()) await jar.setCookie(cookie, url);
    return response;
  };
  /** Follows redirects while they stay at the authorization server. */
  const follow = async (response: Response): Promise<string> => {
    const location = new URL(response.headers.get('location') ?? '', mock.urls.environment).href;
    if (!location.startsWith(mock.urls.environment)) return location;
    const next = await visit(location);
    return next.headers.has('location') ? follow(next) : location;
  };
  const open = async (authorizationUrl: string): Promise<Page> => {
    const url = await follow(await visit(authorizationUrl));
    const response = await visit(url);
    const html = await response.text();
    return { url, response, html, formToken: /name="form_token" value="([^"]+)"/.exec(html)?.[1] ?? '' };
  };
  const submit = async (page: Page, fields: Record<string, string>): Promise<Response> =>
    visit(page.url, {
      method: 'POST',
      body: new URLSearchParams({ form_token: page.formToken, ...fields }),
    });
  return { open, submit, follow };
}

async function authorizationUrl(client: oauth.Client, scope = 'web-search:read') {
  const verifier = oauth.generateRandomCodeVerifier();
  const url = new URL(String(as.authorization_endpoint));
  url.search = new URLSearchParams({
    client_id: client.client_id,
    response_type: 'code',
    redirect_uri: redirectUri,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state: 's',
    scope,
  }).toString();
  return { url: url.href, verifier };
}

test('the page names client, destination and scopes, and lets nothing foreign in', async () => {
  const client = await register(as, { client_name: '<script>alert(1)</script>' });
  const { response, html } = await browser().open((await authorizationUrl(client)).url);
  expect(response.status).toBe(200);
  expect(html).not.toContain('<script>');
  expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  expect(html).toContain('Search &lt;b&gt;server');
  expect(html).toContain('127.0.0.1:8976');
  expect(html).toContain('<code>web-search:read</code>');
  expect(html).not.toContain('<code>web-search:write</code>');
  const policy = response.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).toContain("form-action 'self' http://127.0.0.1:8976;");
  expect(policy).not.toContain('unsafe');
  expect(response.headers.get('x-frame-options')).toBe('DENY');
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(response.headers.get('access-control-allow-origin')).toBeNull();
});

describe('a decision', () => {
  test('to allow leads to a token for the person who logged in', async () => {
    const client = await register(as);
    const { url, verifier } = await authorizationUrl(client, 'web-search:read offline_access');
    const user = browser();
    const page = await user.open(url);
    const target = await user.follow(
      await user.submit(page, { decision: 'allow', email: 'ada+sktest@example.com' }),
    );
    const parameters = oauth.validateAuthResponse(as, client, new URL(target), 's');
    const response = await oauth.authorizationCodeGrantRequest(
      as,
      client,
      oauth.None(),
      parameters,
      redirectUri,
      verifier,
      insecure,
    );
    const tokens = await oauth.processAuthorizationCodeResponse(as, client, response);
    expect(tokens.refresh_token).toBeTypeOf('string');
    const claims = decodeJwt(tokens.access_token);
    expect(claims.sub).toMatch(/^usr_\d{17}$/);
    expect(claims.scope).toBe('web-search:read');
    // The next time the same browser is asked again, for the person it knows.
    const again = await user.open((await authorizationUrl(client)).url);
    expect(again.html).toContain(`logged in as <code>${String(claims.sub)}</code>`);
    const second = await user.follow(await user.submit(again, { decision: 'allow' }));
    expect(new URL(second).searchParams.get('iss')).toBe(mock.urls.issuer);
    expect(new URL(second).searchParams.has('code')).toBe(true);
  });

  test('to deny gives access_denied', async () => {
    const user = browser();
    const page = await user.open((await authorizationUrl(await register(as))).url);
    const target = new URL(await user.follow(await user.submit(page, { decision: 'deny' })));
    expect(target.origin).toBe('http://127.0.0.1:8976');
    expect(Object.fromEntries(target.searchParams)).toEqual({
      error: 'access_denied',
      error_description: 'the user denied access',
      iss: mock.urls.issuer,
      state: 's',
    });
  });

  test('without the token of the page is refused', async () => {
    const user = browser();
    const page = await user.open((await authorizationUrl(await register(as))).url);
    for (const formToken of ['', 'A'.repeat(page.formToken.length)]) {
      const response = await user.submit({ ...page, formToken }, { decision: 'allow' });
      expect(response.status).toBe(403);
      expect(response.headers.get('location')).toBeNull();
    }
  });

  test('from another browser is refused, even with the token', async () => {
    const page = await browser().open((await authorizationUrl(await register(as))).url);
    const response = await browser().submit(page, { decision: 'allow' });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('Start again from the client');
  });
});
