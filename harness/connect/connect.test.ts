import { readFile, stat, writeFile } from 'node:fs/promises';
import { generateKeyPair, jwtVerify } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UnreadableStorage } from '../oauth/memory.ts';
import {
  back,
  challenge,
  openSite,
  RESOURCE_METADATA,
  SECRETS,
  SERVER_METADATA,
  served,
  serverMetadata,
  tokens,
  type Route,
  type Site,
} from './site.test-helper.ts';
import { OLD, openStorage, type Storage } from './storage.test-helper.ts';
import type { ConnectOptions, ConnectReport } from './types.ts';

const layers = ({ steps }: ConnectReport) => steps.map(({ layer }) => layer);
const METADATA = `GET ${RESOURCE_METADATA}`;
const SERVER = `GET ${SERVER_METADATA}`;

/** The metadata of the authorization server with some members replaced; undefined leaves one out. */
const metadataWith =
  (site: Site, members: Record<string, unknown>): Route =>
  () => ({ body: { ...serverMetadata(site), ...members } });

describe('an authorization', () => {
  it('goes through all layers and keeps every secret out of the report', async () => {
    await using site = await openSite();
    const report = await site.connect();
    expect(report).toMatchObject({ ending: 'connected', spoken: '2026-07-28' });
    expect(layers(report)).toEqual([
      'challenge',
      'protected-resource-metadata',
      'authorization-server-metadata',
      'registration',
      'authorize',
      'callback',
      'token',
      'call',
      'call',
    ]);
    const { form } = site.first('POST /token');
    const text = JSON.stringify(report);
    for (const secret of [...Object.values(SECRETS), form.get('code_verifier') ?? '?'])
      expect(text).not.toContain(secret);
  });

  it('sends what a conforming client sends', async () => {
    await using site = await openSite();
    await site.connect();
    const { query } = site.first('GET /authorize');
    const { form } = site.first('POST /token');
    expect(Object.fromEntries(query)).toMatchObject({
      response_type: 'code',
      client_id: 'client-1',
      resource: site.url,
      code_challenge_method: 'S256',
    });
    expect(query.get('state')?.length).toBeGreaterThan(20);
    expect(query.has('scope')).toBe(false);
    expect(form.get('resource')).toBe(site.url);
    expect(form.get('redirect_uri')).toBe(query.get('redirect_uri'));
    const registered = JSON.parse(site.at('POST /register')[0]?.body ?? '') as Record<string, unknown>;
    expect(registered).toMatchObject({
      application_type: 'native',
      grant_types: ['authorization_code', 'refresh_token'],
      redirect_uris: [query.get('redirect_uri')],
    });
  });

  it('sends the resource byte for byte as the metadata has it', async () => {
    const spelled = (site: Site) => `${site.origin.replace('http', 'HTTP')}/mcp`;
    await using site = await openSite((at) => ({
      [METADATA]: () => ({ body: { resource: spelled(at), authorization_servers: [at.origin] } }),
    }));
    await site.connect();
    expect(site.at('GET /authorize')[0]?.query.get('resource')).toBe(spelled(site));
    expect(site.at('POST /token')[0]?.form.get('resource')).toBe(spelled(site));
  });

  it('is not needed where nothing is refused', async () => {
    await using site = await openSite(() => ({ 'POST /mcp': served }));
    const report = await site.connect();
    expect(report.ending).toBe('connected');
    expect(site.seen.every(({ route }) => route === 'POST /mcp')).toBe(true);
  });

  it('asks for more scopes beside the old ones, and not for ever', async () => {
    await using site = await openSite((at) => ({
      'POST /mcp': (seen) => {
        if (seen.headers.authorization === undefined) return challenge(at, ', scope="a"');
        if (!seen.body.includes('tools/call')) return served(seen);
        return { ...challenge(at, ', error="insufficient_scope", scope="b"'), status: 403 };
      },
    }));
    const report = await site.connect({ tool: { name: 'echo', arguments: {} } });
    const scopes = site.at('GET /authorize').map(({ query }) => query.get('scope'));
    expect(scopes).toEqual(['a', 'a b', 'a b']);
    expect(report).toMatchObject({ ending: 'violation', failure: { layer: 'call' } });
    expect(site.at('POST /register')).toHaveLength(1);
  });

  it('ends when the server refuses every fresh token', async () => {
    await using site = await openSite((at) => ({ 'POST /mcp': () => challenge(at) }));
    const report = await site.connect();
    expect(report).toMatchObject({ ending: 'violation', failure: { layer: 'call' } });
    expect(site.at('GET /authorize')).toHaveLength(2);
    expect(report.failure?.cause).toContain('audience');
  });

  it('is not begun by a 403 that does not speak of scopes', async () => {
    await using site = await openSite(() => ({ 'POST /mcp': () => ({ status: 403 }) }));
    const report = await site.connect();
    expect(report.ending).toBe('incomplete');
    expect(site.at(METADATA)).toHaveLength(0);
  });

  it('waits as long as a 503 asks for, and keeps the token', async () => {
    const pauses: number[] = [];
    await using site = await openSite(() => ({
      'POST /mcp': ({ headers }, before) =>
        headers.authorization !== undefined &&
        before.filter((one) => one.headers.authorization !== undefined).length === 0
          ? { status: 503, headers: { 'retry-after': '3' } }
          : undefined,
    }));
    const report = await site.connect({
      wait: (milliseconds) => {
        pauses.push(milliseconds);
        return Promise.resolve();
      },
    });
    expect(pauses).toEqual([3_000]);
    expect(report.ending).toBe('connected');
    expect(site.at('GET /authorize')).toHaveLength(1);
  });

  it('opens a new session, with the token, when the server ended the old one', async () => {
    await using site = await openSite((at) => ({
      'POST /mcp': (seen) => {
        if (seen.headers.authorization === undefined) return challenge(at);
        if (seen.body.includes('"initialize"')) {
          const number = at.at('POST /mcp').filter(({ body }) => body.includes('"initialize"')).length;
          return { ...served(seen), headers: { 'mcp-session-id': `session-number-${number}` } };
        }
        const isOld = seen.headers['mcp-session-id'] === 'session-number-2';
        return isOld && seen.body.includes('tools/list') ? { status: 404 } : served(seen);
      },
    }));
    const report = await site.connect({ specVersion: '2025-11-25' });
    expect(report.ending).toBe('connected');
    const last = site.at('POST /mcp').at(-1);
    expect(last?.headers['mcp-session-id']).toBe('session-number-3');
    expect(last?.headers.authorization).toContain(SECRETS.token);
  });
});

describe('what a conforming client refuses', () => {
  const cases: [
    name: string,
    requirement: string | undefined,
    bend: (site: Site) => Record<string, Route>,
  ][] = [
    [
      'metadata about another resource',
      'server.metadata.resource-matches-endpoint',
      (site) => ({
        [METADATA]: () => ({
          body: { resource: 'https://evil.example/mcp', authorization_servers: [site.origin] },
        }),
      }),
    ],
    [
      'metadata about a resource with a slash more',
      'server.metadata.resource-matches-endpoint',
      (site) => ({
        [METADATA]: () => ({ body: { resource: `${site.url}/`, authorization_servers: [site.origin] } }),
      }),
    ],
    [
      'metadata of another issuer',
      'authorization-server.discovery.issuer-identical',
      (site) => ({ [SERVER]: metadataWith(site, { issuer: `${site.origin}/` }) }),
    ],
    [
      'metadata without S256',
      'authorization-server.metadata.pkce-advertised',
      (site) => ({ [SERVER]: metadataWith(site, { code_challenge_methods_supported: ['plain'] }) }),
    ],
    [
      'metadata that does not speak of PKCE',
      'authorization-server.metadata.pkce-advertised',
      (site) => ({ [SERVER]: metadataWith(site, { code_challenge_methods_supported: undefined }) }),
    ],
    [
      'an authorization endpoint that is a script',
      'authorization-server.metadata.endpoints-https',
      (site) => ({ [SERVER]: metadataWith(site, { authorization_endpoint: 'javascript:alert(1)' }) }),
    ],
    [
      'an authorization endpoint on http far away',
      'authorization-server.metadata.endpoints-https',
      (site) => ({ [SERVER]: metadataWith(site, { authorization_endpoint: 'http://as.example/authorize' }) }),
    ],
  ];
  it.each(cases)('%s: it sends nobody to log in', async (_, requirement, bend) => {
    await using site = await openSite(bend);
    const report = await site.connect();
    expect(report.ending).toBe('violation');
    expect(report.steps.at(-1)?.remarks.at(-1)).toMatchObject({ kind: 'problem', requirement });
    expect(site.at('GET /authorize')).toHaveLength(0);
    expect(site.at('POST /register')).toHaveLength(0);
  });

  const responses: [name: string, bend: (site: Site) => Record<string, Route>][] = [
    ['another state', () => ({ 'GET /authorize': (seen) => back(seen, { code: SECRETS.code, state: 'x' }) })],
    [
      'no state',
      () => ({ 'GET /authorize': (seen) => back(seen, { code: SECRETS.code, state: undefined }) }),
    ],
    [
      'another iss, unannounced',
      () => ({ 'GET /authorize': (seen) => back(seen, { code: SECRETS.code, iss: 'https://evil.example' }) }),
    ],
    [
      'an iss that only looks the same',
      (site) => ({ 'GET /authorize': (seen) => back(seen, { code: SECRETS.code, iss: `${site.origin}/` }) }),
    ],
    [
      'no iss, though announced',
      (site) => ({
        [SERVER]: metadataWith(site, { authorization_response_iss_parameter_supported: true }),
      }),
    ],
    ['no code', () => ({ 'GET /authorize': (seen) => back(seen, {}) })],
    [
      'a token beside the code',
      () => ({ 'GET /authorize': (seen) => back(seen, { code: SECRETS.code, id_token: 'x.y.z' }) }),
    ],
  ];
  it.each(responses)('a response with %s: its code goes nowhere', async (_, bend) => {
    await using site = await openSite(bend);
    const report = await site.connect();
    expect(report).toMatchObject({ ending: 'violation', failure: { layer: 'callback' } });
    expect(site.at('POST /token')).toHaveLength(0);
  });

  it('an error of another issuer: it is not even shown', async () => {
    await using site = await openSite(() => ({
      'GET /authorize': (seen) =>
        back(seen, { error: 'access_denied', error_description: 'call 555', iss: 'https://evil.example' }),
    }));
    const report = await site.connect();
    expect(report.failure?.layer).toBe('callback');
    expect(JSON.stringify(report.steps)).not.toMatch(/access_denied|555/);
  });

  it('a token of another type', async () => {
    await using site = await openSite(() => ({ 'POST /token': () => tokens({ token_type: 'DPoP' }) }));
    const report = await site.connect();
    expect(report).toMatchObject({ ending: 'violation', failure: { layer: 'token' } });
    expect(site.at('POST /mcp')).toHaveLength(1);
  });

  it('goes on without S256 in the metadata where the revision lets it', async () => {
    await using site = await openSite((at) => ({
      [SERVER]: metadataWith(at, { code_challenge_methods_supported: undefined }),
    }));
    const report = await site.connect({ specVersion: '2025-06-18' });
    expect(report.ending).toBe('connected');
    expect(site.at('GET /authorize')[0]?.query.get('code_challenge_method')).toBe('S256');
  });
});

describe('an MCP server of 2025-03-26 that shows the metadata of its authorization server', () => {
  const connectBy = (site: Site, options: Partial<ConnectOptions> = {}) =>
    site.connect({ specVersion: '2025-03-26', ...options });

  it('is asked no further than whose it is: what counts is what that one says', async () => {
    await using behind = await openSite();
    await using site = await openSite((at) => ({
      [SERVER]: () => ({
        body: { ...serverMetadata(behind), token_endpoint: `${at.origin}/somebody-else` },
      }),
    }));
    const report = await connectBy(site);
    expect(report.ending).toBe('connected');
    expect(behind.at('POST /token')).toHaveLength(1);
    expect(site.at('POST /somebody-else')).toHaveLength(0);
    const step = report.steps.find(({ layer }) => layer === 'authorization-server-metadata');
    expect(step?.outcome).toBe('warning');
  });

  it('is not believed where the one that it names says nothing of the kind', async () => {
    await using behind = await openSite((at) => ({
      [SERVER]: metadataWith(at, { issuer: 'https://b.example' }),
    }));
    await using site = await openSite(() => ({ [SERVER]: () => ({ body: serverMetadata(behind) }) }));
    const report = await connectBy(site);
    expect(report).toMatchObject({
      ending: 'violation',
      failure: { layer: 'authorization-server-metadata' },
    });
    expect(behind.at('GET /authorize')).toHaveLength(0);
  });
});

describe('a layer that fails', () => {
  it('is the metadata of the server, also when the old way was tried in vain', async () => {
    await using site = await openSite(() => ({
      'POST /mcp': () => ({ status: 401 }),
      [METADATA]: () => ({ status: 404 }),
      [SERVER]: () => ({ status: 404 }),
      'POST /register': () => ({ status: 404 }),
    }));
    const report = await site.connect();
    expect(report).toMatchObject({
      ending: 'violation',
      failure: { layer: 'protected-resource-metadata', step: 2 },
    });
    expect(site.at('GET /.well-known/oauth-protected-resource')).toHaveLength(1);
  });

  it('is the authorization server that answers with a web page', async () => {
    await using site = await openSite(() => ({
      [SERVER]: () => ({ headers: { 'content-type': 'text/html' }, body: '<!doctype html><h1>Hello</h1>' }),
    }));
    const report = await site.connect();
    expect(report).toMatchObject({
      ending: 'violation',
      failure: { layer: 'authorization-server-metadata' },
    });
    expect(report.failure?.cause).toContain('A web application answers there');
  });

  it('may only be out of order: nothing is concluded from a 5xx', async () => {
    await using site = await openSite(() => ({ [SERVER]: () => ({ status: 502 }) }));
    const report = await site.connect();
    expect(report).toMatchObject({
      ending: 'incomplete',
      failure: { layer: 'authorization-server-metadata' },
    });
  });

  it('tells the three ways when there is no client to be had', async () => {
    await using site = await openSite((at) => ({
      [SERVER]: metadataWith(at, { registration_endpoint: undefined }),
    }));
    const { ending, failure } = await site.connect();
    expect(ending).toBe('incomplete');
    expect(failure?.fix).toMatch(/--client-id.*--client-metadata-url.*registration_endpoint/s);
  });

  it('says what a refused registration said, and tries no further', async () => {
    await using site = await openSite(() => ({
      'POST /register': () => ({
        status: 400,
        body: { error: 'invalid_redirect_uri', error_description: 'no \u001b[31mloopback' },
      }),
    }));
    const { failure } = await site.connect();
    expect(failure?.text).toContain('invalid_redirect_uri (no');
    expect(failure?.text).not.toContain('\u001b');
    expect(site.at('POST /register')).toHaveLength(1);
    expect(site.at('GET /authorize')).toHaveLength(0);
  });

  it('is none when members of metadata nobody needs have the wrong type', async () => {
    await using site = await openSite((at) => ({
      [METADATA]: () => ({
        body: { resource: at.url, authorization_servers: [at.origin], scopes_supported: 7 },
      }),
      [SERVER]: metadataWith(at, {
        token_endpoint_auth_methods_supported: { none: true },
        scopes_supported: 'offline_access',
        client_id_metadata_document_supported: 'yes',
        authorization_response_iss_parameter_supported: 'yes',
      }),
    }));
    const report = await site.connect({ clientMetadataUrl: 'https://client.example/metadata.json' });
    expect(report.ending).toBe('connected');
    expect(site.at('POST /register')).toHaveLength(1);
  });

  it('is a person who is not there', async () => {
    await using site = await openSite(() => ({
      'GET /authorize': () => ({
        headers: { 'content-type': 'text/html' },
        body: '<title>x</title><h1>Sign in</h1>',
      }),
    }));
    const { ending, failure } = await site.connect();
    expect(ending).toBe('incomplete');
    expect(failure?.text).toContain('Sign in');
    expect(failure?.fix).toContain('--login browser');
  });

  it.each(['access_denied', 'invalid_scope', 'unauthorized_client', 'server_error'])(
    'is %s in the callback: at once, and without a token request',
    async (error) => {
      await using site = await openSite(() => ({ 'GET /authorize': (seen) => back(seen, { error }) }));
      const { ending, failure } = await site.connect();
      expect(ending).toBe('incomplete');
      expect(failure).toMatchObject({ layer: 'callback' });
      expect(failure?.text).toContain(error);
      expect(site.at('POST /token')).toHaveLength(0);
      expect(site.at('POST /register')).toHaveLength(1);
    },
  );
});

describe('a client that is not known any more', () => {
  const unknownOnce: Route = (_, before) =>
    before.length === 0 ? { status: 401, body: { error: 'invalid_client' } } : undefined;

  it.each([400, 401])('registers again, once, by the error code and not by the status %i', async (status) => {
    await using site = await openSite(() => ({
      'POST /token': (_, before) =>
        before.length === 0 ? { status, body: { error: 'invalid_client' } } : undefined,
    }));
    const report = await site.connect();
    expect(report.ending).toBe('connected');
    expect(site.at('GET /authorize').map(({ query }) => query.get('client_id'))).toEqual([
      'client-1',
      'client-2',
    ]);
  });

  it('does not loop', async () => {
    await using site = await openSite(() => ({
      'POST /token': () => ({ status: 401, body: { error: 'invalid_client' } }),
    }));
    const report = await site.connect();
    expect(report).toMatchObject({ ending: 'violation', failure: { layer: 'token' } });
    expect(site.at('POST /register')).toHaveLength(2);
  });

  it.each(['invalid_grant', 'invalid_target', 'unauthorized_client'])(
    'is not what %s means',
    async (error) => {
      await using site = await openSite(() => ({ 'POST /token': () => ({ status: 400, body: { error } }) }));
      await site.connect();
      expect(site.at('POST /register')).toHaveLength(1);
      expect(site.at('GET /authorize')).toHaveLength(1);
    },
  );

  it('is not replaced when the user gave it', async () => {
    await using site = await openSite(() => ({ 'POST /token': unknownOnce }));
    const report = await site.connect({ client: { id: 'given' } });
    expect(report).toMatchObject({ ending: 'violation', failure: { layer: 'token' } });
    expect(site.at('POST /register')).toHaveLength(0);
  });

  it('is not replaced when it is a document', async () => {
    await using site = await openSite((at) => ({
      [SERVER]: metadataWith(at, { client_id_metadata_document_supported: true }),
      'POST /token': unknownOnce,
    }));
    const clientMetadataUrl = 'https://client.example/metadata.json';
    await site.connect({ clientMetadataUrl });
    expect(site.at('GET /authorize').map(({ query }) => query.get('client_id'))).toEqual([clientMetadataUrl]);
    expect(site.at('POST /register')).toHaveLength(0);
  });
});

describe('a client that the user gave', () => {
  it('is not tried at another authorization server than its own', async () => {
    await using site = await openSite();
    const report = await site.connect({ client: { id: 'given', issuer: 'https://other.example' } });
    expect(report).toMatchObject({ ending: 'incomplete', failure: { layer: 'registration' } });
    expect(site.at('GET /authorize')).toHaveLength(0);
  });

  it.each([
    ['client_secret_basic', 'Basic Z2l2ZW46cy1lLmNfcit0'],
    ['client_secret_post', undefined],
  ])('authenticates by %s', async (method, authorization) => {
    await using site = await openSite((at) => ({
      [SERVER]: metadataWith(at, { token_endpoint_auth_methods_supported: [method] }),
    }));
    await site.connect({ client: { id: 'given', secret: 's-e.c_r t' } });
    const [request] = site.at('POST /token');
    expect(request?.headers.authorization).toBe(authorization);
    expect(request?.form.get('client_secret') === 's-e.c_r t').toBe(method === 'client_secret_post');
  });

  it('acts for itself with a signed assertion, and does not register', async () => {
    const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
    await using site = await openSite();
    const report = await site.connect({
      grant: 'client-credentials',
      client: { id: 'given', key: privateKey },
    });
    expect(report.ending).toBe('connected');
    const { form } = site.first('POST /token');
    expect(form.get('grant_type')).toBe('client_credentials');
    expect(form.get('resource')).toBe(site.url);
    const { payload } = await jwtVerify(form.get('client_assertion') ?? '', publicKey);
    expect(payload).toMatchObject({ iss: 'given', sub: 'given' });
    expect(site.at('POST /register')).toHaveLength(0);
  });
});

describe('what is kept for the next run', () => {
  let storage: Storage;
  beforeEach(async () => {
    storage = await openStorage();
  });
  afterEach(() => storage.remove());

  it('is used again, and is for this user alone', async () => {
    await using site = await openSite();
    await site.connect({ storage: storage.file });
    expect((await stat(storage.file)).mode & 0o777).toBe(0o600);
    const report = await site.connect({ storage: storage.file });
    expect(report.ending).toBe('connected');
    expect(layers(report)).toEqual(['call', 'call']);
    expect(JSON.stringify(report)).not.toContain(SECRETS.token);
  });

  it('is refreshed before a login; a new refresh token takes the place of the old one', async () => {
    await using site = await openSite(() => ({
      'POST /token': () => tokens({ refresh_token: 'rotated-token' }),
    }));
    await storage.keep(site);
    const report = await site.connect({ storage: storage.file });
    expect(report.ending).toBe('connected');
    const { form } = site.first('POST /token');
    expect(form.get('refresh_token')).toBe(OLD.refresh);
    expect(form.get('resource')).toBe(site.url);
    expect(site.at('GET /authorize')).toHaveLength(0);
    expect((await storage.kept(site)).tokens).toMatchObject({
      refreshToken: 'rotated-token',
      accessToken: SECRETS.token,
    });
  });

  it('is refreshed once, whoever else has the same storage', async () => {
    const fresh = 'a-token-that-only-the-first-refresh-brings';
    await using site = await openSite((at) => ({
      'POST /mcp': (seen) =>
        seen.headers.authorization === `Bearer ${fresh}` ? served(seen) : challenge(at),
      'POST /token': (_, before) =>
        before.length === 0
          ? tokens({ access_token: fresh, refresh_token: 'rotated-token' })
          : { status: 400, body: { error: 'invalid_grant' } },
    }));
    await storage.keep(site);
    const attempt = () => site.connect({ storage: storage.file });
    const reports = await Promise.all([attempt(), attempt(), attempt()]);
    expect(reports.map(({ ending }) => ending)).toEqual(['connected', 'connected', 'connected']);
    expect(site.at('POST /token')).toHaveLength(1);
    expect(site.at('GET /authorize')).toHaveLength(0);
    expect(JSON.stringify(reports)).not.toContain(fresh);
  });

  it('keeps the old refresh token where no new one comes', async () => {
    await using site = await openSite();
    await storage.keep(site);
    await site.connect({ storage: storage.file });
    expect((await storage.kept(site)).tokens).toMatchObject({
      refreshToken: OLD.refresh,
      accessToken: SECRETS.token,
    });
  });

  it('keeps the registration and asks the user when the refresh token is no good', async () => {
    await using site = await openSite(() => ({
      'POST /token': ({ form }) =>
        form.get('grant_type') === 'refresh_token'
          ? { status: 400, body: { error: 'invalid_grant' } }
          : undefined,
    }));
    await storage.keep(site);
    const report = await site.connect({ storage: storage.file });
    expect(report.ending).toBe('connected');
    expect(site.at('GET /authorize').map(({ query }) => query.get('client_id'))).toEqual(['old']);
    expect(site.at('POST /register')).toHaveLength(0);
  });

  it('drops registration and tokens when the client is unknown at a refresh', async () => {
    await using site = await openSite(() => ({
      'POST /token': ({ form }) =>
        form.get('client_id') === 'old' ? { status: 401, body: { error: 'invalid_client' } } : undefined,
    }));
    await storage.keep(site);
    const report = await site.connect({ storage: storage.file });
    expect(report.ending).toBe('connected');
    expect((await storage.kept(site)).client).toBe('client-1');
    expect(site.at('GET /authorize')).toHaveLength(1);
  });

  it('keeps everything when the token endpoint is out of order', async () => {
    await using site = await openSite(() => ({ 'POST /token': () => ({ status: 503 }) }));
    await storage.keep(site);
    const before = await storage.kept(site);
    const report = await site.connect({ storage: storage.file });
    expect(report).toMatchObject({ ending: 'incomplete', failure: { layer: 'refresh' } });
    expect(await storage.kept(site)).toEqual(before);
  });

  it('goes to no other authorization server: a new one means a new registration', async () => {
    await using second = await openSite();
    await using site = await openSite((at) => ({
      [METADATA]: () => ({ body: { resource: at.url, authorization_servers: [second.origin] } }),
    }));
    await storage.keep(site);
    const report = await site.connect({ storage: storage.file });
    expect(report.ending).toBe('connected');
    expect(second.at('POST /register')).toHaveLength(1);
    const sent = JSON.stringify(second.seen.map(({ query, body }) => [[...query], body]));
    expect(sent).not.toContain(OLD.refresh);
    expect(sent).not.toContain('"old"');
  });

  it('is refused when it is something else', async () => {
    await using site = await openSite();
    await writeFile(storage.file, '{"hello":1}');
    await expect(site.connect({ storage: storage.file })).rejects.toBeInstanceOf(UnreadableStorage);
    expect(await readFile(storage.file, 'utf8')).toBe('{"hello":1}');
    expect(site.seen).toHaveLength(0);
  });
});
