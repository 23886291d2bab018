import { describe, expect, it } from 'vitest';
import { answered } from '../exchange.test-helper.ts';
import { once } from '../once.ts';
import { createBasics, metadataHint, usable } from './basics.ts';
import { json, siteAt, tinyServer } from './site.test-helper.ts';

const WELL_KNOWN = '/.well-known/oauth-protected-resource';
const challenged = (...lines: string[]) =>
  answered(401, { headers: lines.map((line): [string, string] => ['WWW-Authenticate', line]) });

describe('candidates', () => {
  it('are the hint, the path-inserted and the root place, each asked once and without credentials', async () => {
    await using server = await tinyServer((request, response, origin) => {
      expect(request.headers.authorization).toBeUndefined();
      if (request.url === '/hinted') return json(response, 200, { resource: `${origin}/mcp` });
      response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html>');
    });
    const basics = createBasics(siteAt(`${server.origin}/mcp`));
    const found = await basics.candidates(`${server.origin}/hinted`);
    expect(found.map(({ how, url }) => [how, url.slice(server.origin.length)])).toEqual([
      ['challenge', '/hinted'],
      ['path', `${WELL_KNOWN}/mcp`],
      ['root', WELL_KNOWN],
    ]);
    // A page for every path is not a document.
    expect(found.map(({ document }) => document !== undefined)).toEqual([true, false, false]);
    await basics.candidates(`${server.origin}/hinted`);
    expect(server.seen.sort()).toEqual([`GET ${WELL_KNOWN}`, `GET ${WELL_KNOWN}/mcp`, 'GET /hinted']);
    expect(server.seen).not.toContain(`GET /mcp${WELL_KNOWN}`);
  });

  it('of an endpoint at the root are one', async () => {
    await using server = await tinyServer((_, response) => json(response, 404, {}));
    const found = await createBasics(siteAt(server.origin)).candidates(undefined);
    expect(found.map(({ how }) => how)).toEqual(['root']);
  });

  it('that cannot be reached are told, not thrown', async () => {
    const found = await createBasics(siteAt('http://127.0.0.1:1/mcp')).candidates(undefined);
    expect(found.map(({ exchange }) => exchange.failure?.kind)).toEqual(['refused', 'refused']);
  });
});

describe('advertised', () => {
  it('joins the scopes of challenge and metadata, and asks the endpoint once', async () => {
    await using server = await tinyServer((request, response, origin) => {
      if (request.method === 'GET')
        return json(response, 200, { resource: `${origin}/other`, scopes_supported: ['b', 'c', 1] });
      json(response, 401, {}, { 'www-authenticate': 'Bearer scope="a b"' });
    });
    const basics = createBasics(siteAt(`${server.origin}/mcp`));
    const advertised = { scopes: ['a', 'b', 'c'], resource: `${server.origin}/other` };
    expect(await Promise.all([basics.advertised(), basics.advertised()])).toEqual([advertised, advertised]);
    expect(server.seen.filter((line) => line.startsWith('POST'))).toHaveLength(1);
  });

  it('is nothing where nothing is said', async () => {
    await using server = await tinyServer((_, response) => json(response, 404, 'a JSON string'));
    const basics = createBasics(siteAt(`${server.origin}/mcp`));
    expect(await basics.advertised()).toEqual({ scopes: [], resource: undefined });
  });
});

describe('metadataHint', () => {
  const url = 'https://a.example/prm';
  it.each([
    [`Bearer resource_metadata="${url}"`, url],
    [`Bearer resource_metadata=${url}`, url],
    [`DPoP algs="ES256", resource_metadata="${url}"`, url],
    [`Basic realm="a", bearer Resource_Metadata="${url}"`, url],
    ['Bearer resource_metadata="/prm"', undefined],
    ['Bearer resource_metadata="file:///etc/passwd"', undefined],
    ['Bearer resource_metadata=""', undefined],
    ['Bearer realm="a"', undefined],
  ])('of %s is %s', (line, hint) => expect(metadataHint(challenged(line))).toBe(hint));

  it('prefers the Bearer challenge', () => {
    const refusal = challenged(
      'DPoP resource_metadata="https://a.example/d"',
      `Bearer resource_metadata="${url}"`,
    );
    expect(metadataHint(refusal)).toBe(url);
    expect(metadataHint(challenged())).toBeUndefined();
  });
});

describe('usable', () => {
  it('is the first document that names a resource, else the first document', () => {
    const candidate = (document: { [key: string]: string } | undefined) => ({
      url: 'https://a.example',
      how: 'root' as const,
      exchange: answered(200),
      document,
    });
    const [nothing, other, named] = [undefined, { error: 'x' }, { resource: 'a' }].map(candidate);
    if (nothing === undefined || other === undefined || named === undefined)
      throw new Error('three were made');
    expect(usable([nothing, other, named])).toBe(named);
    expect(usable([nothing, other])).toBe(other);
    expect(usable([nothing])).toBeUndefined();
  });
});

describe('once', () => {
  it('runs at the first call only, also when that fails', async () => {
    let runs = 0;
    const failing = once(() => {
      runs += 1;
      return Promise.reject(new Error('no'));
    });
    await expect(failing()).rejects.toThrow('no');
    await expect(failing()).rejects.toThrow('no');
    expect(runs).toBe(1);
  });
});
