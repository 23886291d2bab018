import { connect } from 'node:net';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { send, startControlled } from './control.test-helper.ts';
import type { Sent } from './control.test-helper.ts';

let controlled: Awaited<ReturnType<typeof startControlled>>;
beforeAll(async () => {
  controlled = await startControlled();
});
afterAll(() => controlled[Symbol.asyncDispose]());

const json = 'application/json';

function call(method: string, path: string, body?: unknown, type = json) {
  const { url, secret } = controlled.control;
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const sent: Sent = {
    method,
    headers: { authorization: `Bearer ${secret}`, ...(body === undefined ? {} : { 'content-type': type }) },
    ...(body === undefined ? {} : { body: text }),
  };
  return send(url + path, sent);
}

const fieldsOf = (answer: Record<string, unknown>) =>
  (answer['errors'] as { field: string }[]).map(({ field }) => field);

describe('what is refused, with the member named', () => {
  it.each([
    ['POST', '/mint', { expiresIn: 'soon' }, ['expiresIn']],
    ['POST', '/mint', { expireIn: 1, scope: 'x' }, ['expireIn', 'scope']],
    ['POST', '/mint', { template: 'perfect' }, ['template']],
    ['POST', '/mint', { scopes: ['read', 7] }, ['scopes[1]']],
    ['POST', '/mint', { key: { kty: 'RSA', n: 'x' } }, ['key']],
    ['POST', '/mint', { key: { kty: 'oct', k: 'c2VjcmV0' }, algorithm: 'RS256' }, ['key']],
    ['POST', '/mint', [], ['body']],
    ['POST', '/mint', 'null', ['body']],
    ['POST', '/outages', {}, ['mode']],
    ['POST', '/outages', { mode: 'tired' }, ['mode']],
    ['POST', '/outages', { mode: '503', endpoint: ['jwks', 'nowhere'] }, ['endpoint[1]']],
    ['POST', '/outages', { mode: '503', probability: 2, times: 0 }, ['times', 'probability']],
    ['PATCH', '/settings', { metadataIssuer: 'somebody' }, ['metadataIssuer']],
    ['PATCH', '/settings', { colour: 'red' }, ['colour']],
    ['PUT', '/clock', { now: 'tomorrow' }, ['now']],
    ['POST', '/clock/advance', { seconds: '60' }, ['seconds']],
    ['POST', '/resources', { scopes: [{ name: 'a', enabled: 'yes' }] }, ['scopes[0].enabled']],
    ['PUT', '/users/usr_1', { roles: 'admin' }, ['roles']],
    ['PUT', '/state', { version: 2 }, ['version']],
    ['GET', '/traffic?since=-1', undefined, ['query.since']],
    ['GET', '/traffic?until=1', undefined, ['query.until']],
    ['GET', '/outages/first', undefined, ['path.id']],
  ])('%s %s %j', async (method, path, body, fields) => {
    const { status, headers, json: answer } = await call(method, path, body);
    expect(status).toBe(400);
    expect(headers['content-type']).toBe('application/problem+json');
    expect(fieldsOf(answer())).toEqual(fields);
    expect(answer()).toMatchObject({ status: 400, title: 'Bad Request' });
    for (const field of fields) expect(answer()['detail']).toContain(field);
  });

  it.each([
    ['POST', '/mint', { resource: 'res_none' }, /no resource res_none/],
    ['POST', '/mint', { key: 'previous' }, /no previous key/],
    ['POST', '/outages', { mode: 'refused', endpoint: 'jwks' }, /cannot be refused for jwks/],
    ['PUT', '/resource-url', { url: 'nowhere' }, /not an absolute URL/],
    ['PUT', '/state', { version: 1 }, /environment/],
    ['PUT', '/users/usr_1', { organization: 'org_none' }, /org_none/],
  ])('what the mock itself refuses: %s %s %j', async (method, path, body, says) => {
    const { status, json: answer } = await call(method, path, body);
    expect(status).toBe(400);
    expect(answer()['detail']).toMatch(says);
  });

  it('a body that is no JSON, without quoting it', async () => {
    for (const body of ['{"client_secret": hunter2', '{"a": 1,}', 'hunter2']) {
      const { status, text, json: answer } = await call('POST', '/mint', body);
      expect(status).toBe(400);
      expect(fieldsOf(answer())).toEqual(['body']);
      expect(text).not.toContain('hunter2');
    }
  });

  it('a body of another type, and one that is missing', async () => {
    expect((await call('POST', '/mint', 'expiresIn=1', 'application/x-www-form-urlencoded')).status).toBe(
      415,
    );
    expect((await call('POST', '/outages')).status).toBe(400);
    expect((await call('POST', '/mint')).status).toBe(201);
  });
});

describe('what is not there', () => {
  it.each([
    ['GET', '/clients/nobody'],
    ['POST', '/clients/nobody/forget'],
    ['POST', '/clients/nobody/restore'],
    ['POST', '/keys/snk_none/retire'],
    ['GET', '/outages/99'],
    ['DELETE', '/outages/99'],
    ['DELETE', '/grants/none'],
    ['GET', '/resources/res_none'],
    ['DELETE', '/resources/res_none'],
    ['GET', '/resources/res_none/urls'],
    ['GET', '/users/usr_none'],
    ['DELETE', '/users/usr_none'],
    ['DELETE', '/organizations/org_none'],
    ['GET', '/nothing'],
    ['GET', '/../v2/clients'],
  ])('%s %s', async (method, path) => {
    const { status, json: answer } = await call(method, path);
    expect(status).toBe(404);
    expect(answer()['detail']).toMatch(/^There is no/);
  });

  it('is named in bodies too, without quoting a token', async () => {
    expect((await call('PATCH', '/resources/res_none', { name: 'x' })).status).toBe(404);
    expect((await call('POST', '/keys/rotate', { to: 'snk_none' })).status).toBe(404);
    for (const path of ['/tokens/find', '/tokens/revoke']) {
      const { status, text } = await call('POST', path, { token: 'a-foreign-token' });
      expect(status).toBe(404);
      expect(text).not.toContain('a-foreign-token');
    }
  });
});

it('a method that a path does not have is told which it has', async () => {
  const { status, headers, json: answer } = await call('DELETE', '/mint');
  expect(status).toBe(405);
  expect(headers['allow']).toBe('POST');
  expect(answer()['detail']).toMatch(/Allowed: POST/);
});

it('conflicts', async () => {
  const [signing] = controlled.mock.keys.list();
  expect((await call('POST', `/keys/${signing?.kid ?? ''}/retire`)).status).toBe(409);
  expect((await call('DELETE', `/resources/${controlled.mock.resource.id}`)).status).toBe(409);
  expect((await call('POST', '/resources', { id: controlled.mock.resource.id })).status).toBe(409);
});

describe('bodies are bounded', () => {
  it('by what they announce', async () => {
    const { status, json: answer } = await call('POST', '/mint', { payload: 'x'.repeat(1024 * 1024) });
    expect(status).toBe(413);
    expect(answer()['detail']).toMatch(/1048576 bytes/);
  });

  it('by what comes, when they announce nothing; the connection ends', async () => {
    const { hostname, port, pathname } = new URL(controlled.control.url);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    let answer = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => (answer += chunk));
    const closed = once(socket, 'close');
    socket.on('error', () => undefined);
    socket.write(
      [
        `POST ${pathname}/mint HTTP/1.1`,
        `Host: ${hostname}:${port}`,
        `Authorization: Bearer ${controlled.control.secret}`,
        `Content-Type: ${json}`,
        'Transfer-Encoding: chunked',
        '',
        '',
      ].join('\r\n'),
    );
    const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
    for (let sent = 0; sent < 20 && !socket.destroyed; sent += 1) socket.write(chunk);
    await closed;
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
  });

  it('the one of a state holds more', async () => {
    const { json: state } = await call('GET', '/state');
    const large = { ...state(), ignored: 'x'.repeat(2 * 1024 * 1024) };
    expect((await call('PUT', '/state', large)).status).toBe(204);
  });
});
