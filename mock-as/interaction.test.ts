import { decodeJwt } from 'jose';
import * as oauth from 'oauth4webapi';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startMockAuthorizationServer } from './index.ts';
import type { MockAuthorizationServer } from './index.ts';
import { discover, insecure, redirectUri, register } from './flows.test-helper.ts';
import { authorizationRequest, openBrowser } from './login/browser.test-helper.ts';

let mock: MockAuthorizationServer;
let as: oauth.AuthorizationServer;
const lines: string[] = [];

beforeAll(async () => {
  mock = await startMockAuthorizationServer({
    approval: 'interactive',
    resource: {
      url: 'http://127.0.0.1:7003/mcp',
      name: 'Search <b>server</b>',
      scopes: [{ name: 'web-search:read', description: 'Search the web <i>' }, 'web-search:write'],
    },
    users: [{ id: 'usr_1', email: 'declared@example.com', roles: ['admin'] }],
    log: (line) => void lines.push(line),
  });
  as = await discover(mock.urls.issuer);
});
afterAll(() => mock.close());

const webRedirect = 'https://client.example/callback';

async function request(parameters?: Record<string, string>, metadata?: Record<string, unknown>) {
  const client = await register(as, metadata);
  return { client, ...(await authorizationRequest(as, client, parameters)) };
}

async function claimsOf(client: oauth.Client, answer: Record<string, string>, verifier: string, uri: string) {
  const parameters = oauth.validateAuthResponse(as, client, new URLSearchParams(answer), 's');
  const response = await oauth.authorizationCodeGrantRequest(
    as,
    client,
    oauth.None(),
    parameters,
    uri,
    verifier,
    insecure,
  );
  return decodeJwt((await oauth.processAuthorizationCodeResponse(as, client, response)).access_token);
}

/** The whole way: login where it is asked for, then consent. */
async function subjectOf(email: string, code = '424242') {
  const { client, url, verifier } = await request();
  const user = openBrowser(mock);
  const codePage = await user.submitToPage(await user.openPage(url), { action: 'send', email });
  const consent = await user.submitToPage(codePage, { action: 'verify', code });
  const { client: answer = {} } = await user.submit(consent, { action: 'allow' });
  return claimsOf(client, answer, verifier, redirectUri);
}

describe('every page', () => {
  test('lets nothing in and cannot be framed', async () => {
    const user = openBrowser(mock);
    const email = await user.openPage((await request()).url);
    const code = await user.submitToPage(email, { action: 'send', email: 'ada+sktest@example.com' });
    const consent = await user.submitToPage(code, { action: 'verify', code: '424242' });
    for (const { headers, html } of [email, code, consent]) {
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).toContain("form-action 'self' http://127.0.0.1:8976");
      expect(policy).not.toContain('unsafe');
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('access-control-allow-origin')).toBeNull();
      expect(html).not.toContain('<script');
    }
  });

  test('escapes what a client says of itself', async () => {
    const hostile = '"><img src=x onerror=alert(1)>\u202E\u0007<script>alert(1)</script>';
    const { url } = await request({ login_hint: '"><script>x@y' }, { client_name: hostile });
    const user = openBrowser(mock);
    const email = await user.openPage(url);
    const consent = await user.logIn(url);
    for (const { html } of [email, consent]) {
      expect(html).not.toMatch(/<(script|img|b|i)\b/);
      expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
      expect(html).not.toContain('\u202E');
      expect(html).not.toContain('\u0007');
    }
    expect(consent.html).toContain('Search &lt;b&gt;server');
    expect(consent.html).toContain('Search the web &lt;i&gt;');
  });

  test('escapes the address in a message about it', async () => {
    const user = openBrowser(mock);
    const page = await user.openPage((await request()).url);
    const refused = await user.submitToPage(page, { action: 'send', email: '"><script>alert(1)</script>' });
    expect(refused.status).toBe(422);
    expect(refused.html).not.toContain('<script');
    expect(refused.html).toContain('aria-invalid="true"');
  });

  test('has a title of its own, which says that something is wrong', async () => {
    const user = openBrowser(mock);
    const page = await user.openPage((await request()).url);
    expect(page.html).toContain('<title>Log in · Mock Scalekit</title>');
    const refused = await user.submitToPage(page, { action: 'send', email: 'nobody' });
    expect(refused.html).toContain('<title>Error: Log in · Mock Scalekit</title>');
  });
});

describe('login', () => {
  test('of a test user: one address, one subject, whatever its case', async () => {
    const { sub } = await subjectOf('Ada+sktest@example.com');
    expect(sub).toMatch(/^usr_\d{17}$/);
    expect((await subjectOf('ada+SKTEST@example.com ')).sub).toBe(sub);
    expect((await subjectOf('bob+sktest@example.com')).sub).not.toBe(sub);
  });

  test('of anybody else takes the code from the log or the traffic', async () => {
    const user = openBrowser(mock);
    const page = await user.openPage((await request()).url);
    const sent = await user.post(page, { action: 'send', email: 'grace@example.com' });
    const code = sent.headers.get('mock-one-time-code') ?? '';
    expect(code).toMatch(/^\d{6}$/);
    expect(lines.some((line) => line.includes('grace@example.com') && line.includes(code))).toBe(true);
    const codePage = await user.openPage(page.url);
    expect(codePage.html).not.toContain(code);
    const consent = await user.submitToPage(codePage, { action: 'verify', code });
    expect(consent.html).toContain('Logged in as <strong>grace@example.com</strong>');
  });

  test('of a declared user gives the declared subject and roles', async () => {
    const { client, url, verifier } = await request();
    const user = openBrowser(mock);
    const page = await user.openPage(url);
    const sent = await user.post(page, { action: 'send', email: 'Declared@example.com' });
    const code = sent.headers.get('mock-one-time-code') ?? '';
    const consent = await user.submitToPage(await user.openPage(page.url), { action: 'verify', code });
    const { client: answer = {} } = await user.submit(consent, { action: 'allow' });
    expect(await claimsOf(client, answer, verifier, redirectUri)).toMatchObject({
      sub: 'usr_1',
      roles: ['admin'],
    });
  });

  test('says how many tries are left, takes no code after the fifth, and no sixth code', async () => {
    const user = openBrowser(mock);
    let page = await user.openPage((await request()).url);
    for (let codes = 1; codes <= 5; codes += 1) {
      page = await user.submitToPage(page, { action: 'send', email: 'ada+sktest@example.com' });
      for (const left of ['4 tries are', '3 tries are', '2 tries are', 'One try is']) {
        page = await user.submitToPage(page, { action: 'verify', code: '000000' });
        expect(page.status).toBe(422);
        expect(page.html).toContain(`That is not the code. ${left} left.`);
      }
      page = await user.submitToPage(page, { action: 'verify', code: '000000' });
      expect(page.html).toContain(codes < 5 ? 'Too many wrong codes.' : 'This login had too many codes.');
      // The right one is too late.
      const late = await user.submitToPage(page, { action: 'verify', code: '424242' });
      expect(late.html).toContain('<h1>Log in</h1>');
    }
    expect(page.html).not.toContain('name="email"');
    const more = await user.post(page, { action: 'send', email: 'ada+sktest@example.com' });
    expect(more.status).toBe(429);
    const { client: answer } = await user.submit(page, { action: 'cancel' });
    expect(answer).toMatchObject({ error: 'access_denied', state: 's' });
  });

  test('goes back to the address, and takes another', async () => {
    const user = openBrowser(mock);
    const first = await user.openPage((await request()).url);
    const code = await user.submitToPage(first, { action: 'send', email: 'ada+sktest@example.com' });
    const again = await user.submitToPage(code, { action: 'resend' });
    expect(again.html).toContain('ada+sktest@example.com');
    const restarted = await user.submitToPage(again, { action: 'restart' });
    expect(restarted.html).toContain('<h1>Log in</h1>');
    const other = await user.submitToPage(restarted, { action: 'send', email: 'bob+sktest@example.com' });
    expect(other.html).toContain('bob+sktest@example.com');
  });

  test('suggests the address of login_hint', async () => {
    const { url } = await request({ login_hint: 'hint@example.com' });
    expect((await openBrowser(mock).openPage(url)).html).toContain('value="hint@example.com"');
  });
});

describe('consent', () => {
  test('names client, destination and scopes, and warns of a loopback redirect', async () => {
    const { url } = await request({ scope: 'web-search:read offline_access unknown' });
    const { html } = await openBrowser(mock).logIn(url);
    expect(html).toContain('<bdi>Test client</bdi> wants access to');
    expect(html).toContain('<strong>127.0.0.1:8976</strong>');
    expect(html).toContain('<span>Search the web &lt;i&gt;</span> <code>web-search:read</code>');
    expect(html).toContain('<span>Stay connected while you are away</span> <code>offline_access</code>');
    expect(html).not.toContain('web-search:write');
    expect(html).not.toContain('unknown');
    expect(html).toContain('Only on this device.');
  });

  test.each([
    ['https://client.example/callback', '<strong>client.example</strong>', undefined],
    ['com.example.app:/callback', '<strong>com.example.app:</strong>', 'Opens an app.'],
    ['http://[::1]:9/callback', '<strong>[::1]:9</strong>', 'Only on this device.'],
  ])('for %s', async (uri, name, warning) => {
    const { url } = await request({ redirect_uri: uri }, { redirect_uris: [uri] });
    const { html } = await openBrowser(mock).logIn(url);
    expect(html).toContain(name);
    if (warning === undefined) expect(html).not.toContain('class="message warning"');
    else expect(html).toContain(warning);
  });

  test('names the host that describes a client with a metadata document', async () => {
    const clientId = 'https://client.example/metadata.json';
    const document = {
      client_id: clientId,
      client_name: 'Described client',
      redirect_uris: [redirectUri],
      token_endpoint_auth_method: 'none',
    };
    await using described = await startMockAuthorizationServer({
      approval: 'interactive',
      fetchClientMetadata: async () => Response.json(document),
    });
    const { url } = await authorizationRequest(await discover(described.urls.issuer), {
      client_id: clientId,
    });
    const user = openBrowser(described);
    const page = await user.logIn(url);
    const { html } = page;
    expect(html).toContain('<bdi>Described client</bdi>');
    expect(html).toContain('described by <strong>client.example</strong>');
    expect(html).not.toContain('nobody checked its name');
    described.clients.forget(clientId);
    expect((await user.post(page, { action: 'allow' })).status).toBe(400);
  });

  test.each(['scalekit', 'scalekit-2025', 'oauth21'] as const)(
    'refused at %s names the issuer as the metadata promises',
    async (profile) => {
      await using other = await startMockAuthorizationServer({ profile, approval: 'interactive' });
      const metadata = await discover(other.urls.issuer);
      const { url } = await authorizationRequest(metadata, await register(metadata));
      const user = openBrowser(other);
      const { client } = await user.submit(await user.logIn(url), { action: 'deny' });
      const promised = metadata.authorization_response_iss_parameter_supported === true;
      expect(client).toMatchObject({ error: 'access_denied', state: 's' });
      expect(client?.['iss']).toBe(promised ? metadata.issuer : undefined);
    },
  );

  test('refused gives access_denied, with state and issuer', async () => {
    const user = openBrowser(mock);
    const { client } = await user.submit(await user.logIn((await request()).url), { action: 'deny' });
    expect(client).toEqual({
      error: 'access_denied',
      error_description: 'the user denied access',
      iss: mock.urls.issuer,
      state: 's',
    });
  });

  test('to nothing that exists gives an error', async () => {
    const user = openBrowser(mock);
    const { url } = await request({ scope: 'unknown', prompt: 'consent' });
    const { client } = await user.submit(await user.logIn(url), { action: 'allow' });
    expect(client).toMatchObject({ error: 'invalid_scope', state: 's' });
  });
});

describe('a form', () => {
  test('without the token of its page is refused', async () => {
    const user = openBrowser(mock);
    const page = await user.logIn((await request()).url);
    const foreign = await user.openPage((await request()).url);
    for (const formToken of ['', 'A'.repeat(page.formToken.length), foreign.formToken]) {
      const response = await user.post({ ...page, formToken }, { action: 'allow' });
      expect(response.status).toBe(403);
      expect(response.headers.get('location')).toBeNull();
    }
  });

  test('sent by another site is refused, even with the token', async () => {
    const user = openBrowser(mock);
    const page = await user.logIn((await request()).url);
    for (const site of ['cross-site', 'same-site']) {
      const response = await user.post(page, { action: 'allow' }, { 'sec-fetch-site': site });
      expect(response.status).toBe(403);
    }
  });

  test('from another browser is refused, even with the token', async () => {
    const page = await openBrowser(mock).openPage((await request()).url);
    const response = await openBrowser(mock).post(page, { action: 'cancel' });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('Start again from the client');
  });

  test('sent twice decides once; after the end it is refused', async () => {
    const user = openBrowser(mock);
    const page = await user.logIn((await request()).url);
    const denied = await user.post(page, { action: 'deny' });
    const changed = await user.post(page, { action: 'allow' });
    expect(changed.status).toBe(303);
    expect(changed.headers.get('location')).toBe(denied.headers.get('location'));
    const { client } = await user.open(String(changed.headers.get('location')));
    expect(client).toMatchObject({ error: 'access_denied' });
    const replayed = await user.post(page, { action: 'allow' });
    expect(replayed.status).toBe(400);
    expect(replayed.headers.get('location')).toBeNull();
  });

  test.each([{ action: 'allow' }, { action: 'nonsense' }, {}])(
    'that asks for what is not on its page is refused: %o',
    async (fields) => {
      const user = openBrowser(mock);
      const page = await user.openPage((await request()).url);
      const response = await user.post(page, fields);
      expect(response.status).toBe(400);
      expect(response.headers.get('location')).toBeNull();
    },
  );

  test('too large is refused', async () => {
    const user = openBrowser(mock);
    const page = await user.openPage((await request()).url);
    expect((await user.post(page, { action: 'send', email: 'x'.repeat(60_000) })).status).toBe(413);
  });

  test('for a client that was forgotten meanwhile ends here', async () => {
    const user = openBrowser(mock);
    const { client, url } = await request();
    const page = await user.logIn(url);
    mock.clients.forget(client.client_id);
    const response = await user.post(page, { action: 'allow' });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('Unknown application');
  });
});

describe('the session', () => {
  test('spares the second login; a client on the device asks for consent again', async () => {
    const user = openBrowser(mock);
    const { client, url } = await request();
    await user.submit(await user.logIn(url), { action: 'allow' });
    const again = await user.openPage((await authorizationRequest(as, client)).url);
    expect(again.html).toContain('Logged in as <strong>ada+sktest@example.com</strong>');
    const silent = await user.open((await authorizationRequest(as, client, { prompt: 'none' })).url);
    expect(silent.client).toMatchObject({ error: 'interaction_required', state: 's' });
  });

  test('spares a web client the consent that was given, and prompt=none succeeds', async () => {
    const user = openBrowser(mock);
    const { client, url } = await request({ redirect_uri: webRedirect }, { redirect_uris: [webRedirect] });
    const early = await user.open(`${url}&prompt=none`);
    expect(early.client).toMatchObject({ error: 'login_required' });
    await user.submit(await user.logIn(url), { action: 'allow' });
    const silent = await authorizationRequest(as, client, { redirect_uri: webRedirect, prompt: 'none' });
    const { client: answer = {} } = await user.open(silent.url);
    expect((await claimsOf(client, answer, silent.verifier, webRedirect)).scope).toBe('web-search:read');
    // More than was consented to is asked for, and what was consented to before is kept.
    const more = { redirect_uri: webRedirect, scope: 'web-search:write' };
    const page = await user.openPage((await authorizationRequest(as, client, more)).url);
    await user.submit(page, { action: 'allow' });
    const both = { ...more, scope: 'web-search:read web-search:write', prompt: 'none' };
    expect((await user.open((await authorizationRequest(as, client, both)).url)).client).toHaveProperty(
      'code',
    );
  });

  test('prompt=login and prompt=consent ask all the same', async () => {
    const user = openBrowser(mock);
    const metadata = { redirect_uris: [webRedirect] };
    const { client, url } = await request({ redirect_uri: webRedirect }, metadata);
    await user.submit(await user.logIn(url), { action: 'allow' });
    const asked = async (prompt: string) =>
      user.openPage((await authorizationRequest(as, client, { redirect_uri: webRedirect, prompt })).url);
    expect((await asked('consent')).html).toContain('wants access to');
    const login = await asked('login');
    expect(login.html).toContain('value="ada+sktest@example.com"');
    expect((await asked('select_account')).html).toContain('<h1>Log in</h1>');
    const code = await user.submitToPage(login, { action: 'send', email: 'ada+sktest@example.com' });
    const { client: answer } = await user.submit(code, { action: 'verify', code: '424242' });
    expect(answer).toHaveProperty('code');
  });

  test.each(['login', 'select_account'])('prompt=%s lets another person in', async (prompt) => {
    const user = openBrowser(mock);
    const { client, url } = await request();
    await user.logIn(url);
    const second = await authorizationRequest(as, client, { prompt });
    const consent = await user.logIn(second.url, 'bob+sktest@example.com');
    expect(consent.html).toContain('Logged in as <strong>bob+sktest@example.com</strong>');
    const { client: answer = {} } = await user.submit(consent, { action: 'allow' });
    const claims = await claimsOf(client, answer, second.verifier, redirectUri);
    expect(claims.sub).toBe((await subjectOf('bob+sktest@example.com')).sub);
    expect(answer['iss']).toBe(mock.urls.issuer);
  });

  test('can be changed from the consent page', async () => {
    const user = openBrowser(mock);
    const { client, url, verifier } = await request();
    const consent = await user.logIn(url);
    const login = await user.submitToPage(consent, { action: 'switch' });
    expect(login.html).toContain('<h1>Log in</h1>');
    const code = await user.submitToPage(login, { action: 'send', email: 'eve+sktest@example.com' });
    const second = await user.submitToPage(code, { action: 'verify', code: '424242' });
    expect(second.html).toContain('Logged in as <strong>eve+sktest@example.com</strong>');
    const { client: answer = {} } = await user.submit(second, { action: 'allow' });
    expect(answer['iss']).toBe(mock.urls.issuer);
    expect((await claimsOf(client, answer, verifier, redirectUri)).sub).toMatch(/^usr_/);
  });

  test('keeps its cookie from scripts and from other sites, and apart from that of another mock', async () => {
    const user = openBrowser(mock);
    await user.logIn((await request()).url);
    const cookies = await user.jar.getCookies(mock.urls.environment);
    const session = cookies.find(({ key }) => key === `_session_${new URL(mock.urls.environment).port}`);
    expect(session).toMatchObject({ httpOnly: true, sameSite: 'lax', path: '/' });
  });
});
