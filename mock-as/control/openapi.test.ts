import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mintTemplates } from '../mint-templates.ts';
import { modes } from '../outage.ts';
import { send, startControlled } from './control.test-helper.ts';
import { documented } from './server.ts';

interface Operation {
  operationId: string;
  requestBody?: unknown;
  responses: Record<string, { content?: Record<string, { schema: object }> }>;
}
interface Document {
  openapi: string;
  servers: { url: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, { properties?: Record<string, { enum?: string[] }> }> };
}

let controlled: Awaited<ReturnType<typeof startControlled>>;
let document: Document;
beforeAll(async () => {
  controlled = await startControlled({
    users: [{ id: 'usr_1', email: 'one@example.com', roles: ['admin'], organization: 'org_1' }],
    organizations: [{ id: 'org_1', name: 'One' }],
  });
  document = (await call('GET', '/openapi.json')).json() as unknown as Document;
});
afterAll(() => controlled[Symbol.asyncDispose]());

function call(method: string, path: string, body?: unknown) {
  const { url, secret } = controlled.control;
  const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' };
  return send(url + path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
}

describe('the OpenAPI document', () => {
  it('is valid OpenAPI 3.1', async () => {
    const outcome = await new Validator().validate({ ...structuredClone(document) });
    expect(outcome.errors ?? []).toEqual([]);
    expect(outcome.valid).toBe(true);
    expect(document.openapi).toMatch(/^3\.1\./);
    expect(document.servers).toEqual([{ url: controlled.control.url }]);
  });

  it('lists every route, each with an operation id of its own, and nothing else', () => {
    const listed = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.entries(item).map(
        ([method, { operationId }]) => `${method.toUpperCase()} ${path} ${operationId}`,
      ),
    );
    const routed = documented().map(({ method, path, id }) => `${method} ${path} ${id}`);
    expect(listed.sort()).toEqual(routed.sort());
    const ids = documented().map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('refers to nothing that is not there', () => {
    const text = JSON.stringify(document);
    const named = [...text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(([, name = '']) => name);
    expect(named.length).toBeGreaterThan(40);
    expect(named.filter((name) => !(name in document.components.schemas))).toEqual([]);
    expect(text).not.toContain('$id');
  });

  it('knows all templates and outage modes', () => {
    const { MintRequest, OutageRequest } = document.components.schemas;
    expect(MintRequest?.properties?.['template']?.enum).toEqual(Object.keys(mintTemplates));
    expect(OutageRequest?.properties?.['mode']?.enum?.toSorted()).toEqual([...modes].sort());
  });
});

describe('answers are what the document says', () => {
  /** Every answer that has no parameters in its path, and some that have. */
  async function answers(): Promise<[method: string, path: string, operation: string, body?: unknown][]> {
    const { mock, client } = controlled;
    const token = await mock.mint({ clientId: 'a client' });
    await client.outages.start({ mode: 'latency', delay: 1, endpoint: ['jwks', 'token'], probability: 0.5 });
    await fetch(mock.urls.jwks);
    const { id } = mock.resource;
    const plain = documented()
      .filter(({ method, path, answer }) => method === 'GET' && answer !== undefined && !path.includes('{'))
      .map(({ path }) => ['GET', path, path] as [string, string, string]);
    return [
      ...plain,
      ['POST', '/mint', '/mint', { template: 'expired', claims: { a: null }, omitClaims: ['sub'] }],
      ['POST', '/tokens/find', '/tokens/find', { token }],
      ['GET', '/clients/a%20client', '/clients/{id}'],
      ['POST', '/keys', '/keys', { published: false }],
      ['POST', '/keys/rotate', '/keys/rotate', {}],
      ['POST', '/outages', '/outages', { mode: '503', times: 1 }],
      ['GET', '/outages/1', '/outages/{id}'],
      ['DELETE', '/outages/1', '/outages/{id}'],
      ['PATCH', '/settings', '/settings', { keySetMaxAge: null, metadataIssuer: 'environment' }],
      ['PUT', '/clock', '/clock', { now: '2031-01-01T00:00:00+02:00' }],
      ['POST', '/clock/advance', '/clock/advance', { seconds: 60 }],
      ['DELETE', '/clock', '/clock'],
      ['GET', `/resources/${id}`, '/resources/{id}'],
      ['GET', `/resources/${id}/urls`, '/resources/{id}/urls'],
      ['GET', `/resources/${id}/metadata`, '/resources/{id}/metadata'],
      ['PATCH', `/resources/${id}`, '/resources/{id}', { name: 'Other', documentation: null }],
      ['POST', '/resources', '/resources', { url: 'http://127.0.0.1:1/mcp', scopes: ['a'] }],
      ['GET', '/users/usr_1', '/users/{id}'],
      // And refusals.
      ['POST', '/mint', '/mint', { nonsense: 1 }],
      ['GET', '/outages/77', '/outages/{id}'],
      ['DELETE', `/clients/x`, '/clients/{id}'],
    ];
  }

  it('in their status and their body', async () => {
    // What OpenAPI says of references holds for JSON Schema, with the document as the schema around them.
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    ajv.addSchema({ ...document, $id: 'document:' });
    let compared = 0;
    for (const [method, path, template, body] of await answers()) {
      const { status, json, headers } = await call(method, path, body);
      const operation = document.paths[template]?.[method.toLowerCase()];
      if (operation === undefined) {
        expect(status, path).toBe(405);
        continue;
      }
      const response = operation.responses[status];
      expect(response, `${method} ${path} ${status}`).toBeDefined();
      const [type = ''] = String(headers['content-type']).split(';');
      const schema = response?.content?.[type]?.schema as { $ref: string } | undefined;
      expect(schema, `${method} ${path} ${type}`).toBeDefined();
      const validate = ajv.compile({ $ref: `document:${schema?.$ref ?? ''}` });
      validate(json());
      expect(validate.errors ?? [], `${method} ${path}`).toEqual([]);
      compared += 1;
    }
    expect(compared).toBeGreaterThan(30);
  });
});
