import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startMockAuthorizationServer, type MockAuthorizationServer } from '../../mock-as/index.ts';
import type { Lab } from '../lab/lab.ts';
import { startUpstream, type Upstream } from '../lab/upstream.ts';
import { createBasics } from './basics.ts';
import { json, siteAt, tinyServer } from './site.test-helper.ts';
import { createTokenSource } from './tokens.ts';

let mock: MockAuthorizationServer;
let upstream: Upstream;
beforeAll(async () => {
  mock = await startMockAuthorizationServer({ profile: 'scalekit' });
  upstream = await startUpstream();
});
afterAll(() => Promise.all([mock.close(), upstream.close()]));

/** A server that takes a token by what it thinks of `aud`, and counts the tokens that it was shown. */
function picky(takes: (audience: string | string[] | undefined) => boolean) {
  let shown = 0;
  return {
    count: () => shown,
    server: tinyServer((request, response, origin) => {
      if (request.method === 'GET')
        return json(response, 200, { resource: `${origin}/mcp`, scopes_supported: ['notes:read'] });
      const [, token] = (request.headers.authorization ?? '').split(' ');
      if (token === undefined)
        return json(response, 401, {}, { 'www-authenticate': 'Bearer scope="notes:write"' });
      shown += 1;
      json(response, takes(decodeJwt(token).aud) ? 200 : 401, {});
    }),
  };
}

function sourceFor(origin: string) {
  const url = `${origin}/mcp`;
  const lab: Pick<Lab, 'mock' | 'upstream'> = { mock, upstream };
  const site = siteAt(url, {
    situation: 'lab',
    lab: lab as Lab,
    calls: [{ operation: { method: 'tools/call' }, scopes: ['notes:erase'] }],
  });
  return { source: createTokenSource(site, createBasics(site)), site };
}

async function minted(source: ReturnType<typeof createTokenSource>, overrides = {}) {
  const token = await source(overrides);
  if (token === undefined) throw new Error('The lab gives a token.');
  return { token, claims: decodeJwt(token) };
}

describe('createTokenSource in the lab', () => {
  it('puts the resource and its id into an array, with every scope that is known', async () => {
    const { server } = picky((audience) => Array.isArray(audience));
    await using tiny = await server;
    const { claims } = await minted(sourceFor(tiny.origin).source);
    expect(claims.aud).toEqual([`${tiny.origin}/mcp`, mock.resource.id]);
    expect(claims['scopes']).toEqual(
      expect.arrayContaining(['notes:read', 'notes:write', 'notes:erase', ...mock.resource.scopes]),
    );
  });

  it('gives a string to a server that takes nothing but a string, and finds out once', async () => {
    const { server, count } = picky((audience) => typeof audience === 'string');
    await using tiny = await server;
    const { source } = sourceFor(tiny.origin);
    const [first, second] = await Promise.all([minted(source), minted(source)]);
    expect(first.claims.aud).toBe(`${tiny.origin}/mcp`);
    expect(second.claims.aud).toBe(`${tiny.origin}/mcp`);
    expect(first.token).not.toBe(second.token);
    expect(count()).toBe(2);
  });

  it('stays with the array when the server takes neither, so that the checks can say so', async () => {
    const { server } = picky(() => false);
    await using tiny = await server;
    expect((await minted(sourceFor(tiny.origin).source)).claims.aud).toHaveLength(2);
  });

  it('bends what it is told to bend and nothing else', async () => {
    const { server } = picky((audience) => typeof audience === 'string');
    await using tiny = await server;
    const { source } = sourceFor(tiny.origin);
    const { claims } = await minted(source, { expiresIn: -600 });
    expect(claims.exp).toBeLessThan(Date.now() / 1000);
    expect(claims.aud).toBe(`${tiny.origin}/mcp`);
    expect((await minted(source, { audience: 'https://other.example' })).claims.aud).toBe(
      'https://other.example',
    );
  });

  it('makes every token known to the redactor', async () => {
    const { server } = picky(() => true);
    await using tiny = await server;
    const { source, site } = sourceFor(tiny.origin);
    const { token } = await minted(source);
    expect(site.recorder.redactor.text(`it was ${token}!`)).toMatch(/^it was ‹access_token:[0-9a-f]+›!$/);
  });
});

describe('createTokenSource in the field', () => {
  it('gives the user’s token, unbent and known as secret, or none', async () => {
    const site = siteAt('http://127.0.0.1:1/mcp', { token: 'opaque-4f2a9c77' });
    const source = createTokenSource(site, createBasics(site));
    expect(await source({ expiresIn: -600 })).toBe('opaque-4f2a9c77');
    expect(site.recorder.redactor.text('opaque-4f2a9c77')).not.toContain('4f2a9c77');
    const bare = siteAt('http://127.0.0.1:1/mcp');
    expect(await createTokenSource(bare, createBasics(bare))()).toBeUndefined();
    expect(bare.recorder.exchanges).toEqual([]);
  });
});
