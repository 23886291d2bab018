import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import {
  createServer as createSocketServer,
  type AddressInfo,
  type Server as NetServer,
  type Socket,
} from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import type { Exchange } from '../contract.ts';
import { createGuard } from './guard.ts';
import { allHeaders } from './headers.ts';
import { createRecorder, type Recorder, type RecorderOptions } from './recorder.ts';
import { createRedactor } from './redact.ts';
import { selfSigned } from './self-signed.test-helper.ts';

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(cleanups.splice(0).map((cleanup) => cleanup()));
});

async function listen(server: Server | NetServer): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanups.push(
    () =>
      new Promise((resolve) => {
        server.close(resolve);
        for (const socket of sockets) socket.destroy();
      }),
  );
  return (server.address() as AddressInfo).port;
}

async function serve(listener: RequestListener): Promise<string> {
  return `http://127.0.0.1:${await listen(createServer(listener))}`;
}

/** A server that answers each connection's first bytes with the given ones, and then as told. */
async function serveRaw(answer: string | Buffer, then: 'end' | 'reset' | 'stay' = 'end'): Promise<string> {
  const server = createSocketServer((socket) => {
    socket.once('data', () => {
      if (then === 'end') socket.end(answer);
      else if (answer.length === 0) socket.resetAndDestroy();
      else socket.write(answer, () => then === 'reset' && socket.resetAndDestroy());
    });
  });
  return `http://127.0.0.1:${await listen(server)}`;
}

function record(options: Partial<RecorderOptions> = {}): Recorder {
  const recorder = createRecorder({ redactor: createRedactor(), ...options });
  cleanups.push(() => recorder.close());
  return recorder;
}

describe('what is sent', () => {
  it('goes out line by line as given, a repeated name too', async () => {
    let raw: string[] = [];
    let body = '';
    const url = await serve((request, response) => {
      raw = request.rawHeaders;
      request.on('data', (chunk) => (body += String(chunk))).on('end', () => response.end());
    });
    const { status } = await record().send(
      {
        method: 'POST',
        url: `${url}/mcp?a=b`,
        headers: [
          ['AuthoriZation', 'Bearer one'],
          ['authorization', 'Bearer two'],
          ['X-a', '1'],
        ],
        body: 'héllo',
      },
      'test',
    );
    const lines = raw.flatMap((name, index) => (index % 2 === 0 ? [`${name}: ${raw[index + 1] ?? ''}`] : []));
    expect(status).toBe(200);
    expect(body).toBe('héllo');
    expect(lines.filter((line) => /^authorization/i.test(line))).toEqual([
      'AuthoriZation: Bearer one',
      'authorization: Bearer two',
    ]);
    expect(lines).toContain('accept-encoding: identity');
    expect(lines.find((line) => line.startsWith('user-agent'))).toMatch(
      /^user-agent: mcp-auth-conformance\/\d/,
    );
  });

  it('takes the User-Agent of the caller, or of the run', async () => {
    const seen: unknown[] = [];
    const url = await serve((request, response) => {
      seen.push(request.headers['user-agent']);
      response.end();
    });
    const recorder = record({ userAgent: 'mine/1' });
    await recorder.send({ url }, 'test');
    await recorder.send({ url, headers: { 'User-Agent': 'other/2' } }, 'test');
    expect(seen).toEqual(['mine/1', 'other/2']);
  });

  it('may name another Host', async () => {
    const url = await serve((request, response) => response.end(request.headers.host));
    const { text } = await record().send({ url, headers: { host: 'evil.example' } }, 'test');
    expect(text).toBe('evil.example');
  });

  it('is refused as a failure when it cannot be HTTP', async () => {
    const url = await serve((_, response) => response.end());
    const recorder = record();
    const bad = [
      { url: 'not a url' },
      { url: 'ftp://127.0.0.1/' },
      { url: 'file:///etc/passwd' },
      { url, headers: { 'bad name': 'x' } },
      { url, headers: { name: 'line\nbreak' } },
      { url, method: 'BAD METHOD' },
    ];
    const kinds = await Promise.all(
      bad.map(async (outgoing) => (await recorder.send(outgoing, 'test')).exchange.failure?.kind),
    );
    expect(kinds).toEqual(['other', 'blocked', 'blocked', 'other', 'other', 'other']);
    expect((await recorder.send({ url }, 'test')).status).toBe(200);
  });
});

describe('what is received', () => {
  it('keeps header lines in spelling, order and repetition', async () => {
    const url = await serveRaw(
      'HTTP/1.1 401 Nope\r\nWWW-Authenticate: Basic realm="x"\r\nX-One:  1 \r\nwww-authenticate: Bearer a="b"\r\nContent-Length: 2\r\n\r\nhi',
    );
    const reply = await record().send({ url }, 'gather/x');
    expect(reply.exchange).toMatchObject({
      id: 'x1',
      by: 'gather/x',
      via: 'harness',
      request: { method: 'GET', url },
      response: {
        status: 401,
        headers: [
          ['WWW-Authenticate', 'Basic realm="x"'],
          ['X-One', '1'],
          ['www-authenticate', 'Bearer a="b"'],
          ['Content-Length', '2'],
        ],
        body: 'hi',
      },
    });
    expect(reply.exchange.response).not.toHaveProperty('truncated');
    expect(reply.exchange).not.toHaveProperty('failure');
    expect(reply.exchange.timing.durationMs).toBeGreaterThan(0);
    expect(reply.header('x-one')).toBe('1');
  });

  it('skips interim responses', async () => {
    const url = await serveRaw(
      'HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi',
    );
    const reply = await record().send({ url }, 'test');
    expect([reply.status, reply.text, reply.headers]).toEqual([200, 'hi', [['Content-Length', '2']]]);
  });

  it('gives raw values to act on, and records pseudonyms', async () => {
    const url = await serve((_, response) => {
      response.setHeader('Mcp-Session-Id', 'session-8d1f0e3b');
      response.end('{"access_token":"s3cr3t-t0ken-value"}');
    });
    const reply = await record().send(
      { url, headers: { authorization: 'Bearer 0paque-0123456789' } },
      'test',
    );
    expect(reply.json()).toEqual({ access_token: 's3cr3t-t0ken-value' });
    expect(reply.header('mcp-session-id')).toBe('session-8d1f0e3b');
    expect(JSON.stringify(reply.exchange)).not.toMatch(
      /s3cr3t-t0ken-value|session-8d1f0e3b|0paque-0123456789/,
    );
    expect(reply.exchange.request.headers[0]?.[1]).toMatch(/^Bearer ‹access_token:[0-9a-f]{6}›$/);
  });

  it('reads a compressed body that nobody asked for', async () => {
    const url = await serve((_, response) => {
      response.setHeader('content-encoding', 'gzip');
      response.end(gzipSync('{"access_token":"s3cr3t-t0ken-value"}'));
    });
    const reply = await record().send({ url }, 'test');
    expect(reply.json()).toEqual({ access_token: 's3cr3t-t0ken-value' });
    expect(reply.exchange.response?.body).toContain('‹access_token:');
  });

  it('bounds what a compressed body unpacks to', async () => {
    const bomb = gzipSync(Buffer.alloc(20 * 1024 * 1024));
    const url = await serve((_, response) => {
      response.setHeader('content-encoding', 'gzip');
      response.end(bomb);
    });
    const { exchange } = await record({ limits: { bodyBytes: 100_000 } }).send({ url }, 'test');
    expect(exchange.response?.truncated).toBe(true);
    expect(exchange.response?.body.length).toBeLessThanOrEqual(100_000);
  });

  it('takes bytes that are no UTF-8, and keeps a byte order mark', async () => {
    const url = await serveRaw(
      Buffer.concat([
        Buffer.from('HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n\uFEFFa'),
        Buffer.from([0xff, 0xfe]),
      ]),
    );
    expect((await record().send({ url }, 'test')).text).toBe('\uFEFFa\uFFFD\uFFFD');
  });

  it('takes an empty body and a body without length', async () => {
    expect((await record().send({ url: await serveRaw('HTTP/1.1 204 No\r\n\r\n') }, 'test')).text).toBe('');
    expect((await record().send({ url: await serveRaw('HTTP/1.1 200 OK\r\n\r\nhi') }, 'test')).text).toBe(
      'hi',
    );
  });
});

describe('bounds', () => {
  it('reads no more of a large body than allowed', async () => {
    const url = await serve((_, response) => response.end(Buffer.alloc(10 * 1024 * 1024, 'x')));
    const reply = await record({ limits: { bodyBytes: 1000 } }).send({ url }, 'test');
    expect([reply.status, reply.text.length, reply.exchange.response?.truncated]).toEqual([200, 1000, true]);
    expect(reply.exchange.failure).toBeUndefined();
    const whole = await record().send({ url, maxBodyBytes: 10 * 1024 * 1024 }, 'test');
    expect([whole.text.length, whole.exchange.response?.truncated]).toEqual([10 * 1024 * 1024, undefined]);
  });

  it('ends a stream that never ends', async () => {
    const url = await serve((_, response) => {
      const pour = () => {
        while (!response.destroyed && response.write('x'.repeat(10_000)));
      };
      response.on('drain', pour);
      pour();
    });
    const reply = await record({ limits: { bodyBytes: 50_000 } }).send({ url }, 'test');
    expect([reply.text.length, reply.exchange.response?.truncated]).toEqual([50_000, true]);
  });

  it('ends a silent stream when its time is over, which is no failure', async () => {
    const url = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write(': hello\n\n');
    });
    const { exchange } = await record().send({ url, timeoutMs: 1_000 }, 'test');
    expect(exchange.response).toMatchObject({ status: 200, body: ': hello\n\n', truncated: true });
    expect(exchange.failure).toBeUndefined();
  });

  it('ends a body that comes too slowly, and says so', async () => {
    const url = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).write('{"a":');
    });
    const { exchange } = await record().send({ url, timeoutMs: 1_000 }, 'test');
    expect(exchange.response).toMatchObject({ status: 200, body: '{"a":', truncated: true });
    expect(exchange.failure).toEqual({
      kind: 'timeout',
      message: 'Status 200 came, but not the whole body, within 1 s.',
    });
  });

  it('ends an exchange that gets no response', async () => {
    const url = await serve(() => undefined);
    const reply = await record({ limits: { timeoutMs: 50 } }).send({ url }, 'test');
    expect(reply.exchange.failure).toEqual({ kind: 'timeout', message: 'No response within 0.05 s.' });
    expect([reply.status, reply.headers, reply.text, reply.json()]).toEqual([undefined, [], '', undefined]);
  });

  it('refuses a header block that is too large', async () => {
    const url = await serveRaw(`HTTP/1.1 200 OK\r\n${`X-Bomb: ${'x'.repeat(1000)}\r\n`.repeat(100)}\r\n`);
    const { exchange } = await record().send({ url }, 'test');
    expect(exchange.failure?.kind).toBe('protocol');
    expect(exchange.failure?.message).toMatch(/header/i);
  });

  it('sends no more requests than allowed', async () => {
    let count = 0;
    const url = await serve((_, response) => response.end(String((count += 1))));
    const recorder = record({ limits: { requests: 2 } });
    const replies = await Promise.all([1, 2, 3].map(() => recorder.send({ url }, 'test')));
    expect(replies.map(({ exchange }) => exchange.failure?.kind)).toEqual([undefined, undefined, 'blocked']);
    expect(count).toBe(2);
  });
});

describe('until', () => {
  const event = 'data: {"id":7}\n\n';

  it('stops reading an open stream when the answer has come', async () => {
    const url = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write(': wait\n\n');
      setImmediate(() => response.write(event));
    });
    const { exchange } = await record().send({ url, until: (body) => body.includes('"id":7') }, 'test');
    expect(exchange.response).toMatchObject({ body: `: wait\n\n${event}`, truncated: true });
    expect(exchange.failure).toBeUndefined();
  });

  it('sees the answer at the end of many tiny chunks', async () => {
    const url = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      let left = 300;
      const next = () => {
        left -= 1;
        response.write(left === 0 ? event : ':\n');
        if (left > 0) setImmediate(next);
      };
      next();
    });
    const { text } = await record().send({ url, until: (body) => body.includes('"id":7') }, 'test');
    expect(text.endsWith(event)).toBe(true);
  });

  it('lets a stream that ends by itself end', async () => {
    const url = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).end(event);
    });
    const { exchange } = await record().send({ url, until: () => true }, 'test');
    expect(exchange.response).not.toHaveProperty('truncated');
  });
});

describe('stop', () => {
  it('ends the reading of an open stream, which is no failure', async () => {
    const stop = new AbortController();
    const url = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write(': wait\n\n');
    });
    const until = () => {
      stop.abort();
      return false;
    };
    const { exchange } = await record().send({ url, until, stop: stop.signal }, 'test');
    expect(exchange.response).toMatchObject({ body: ': wait\n\n', truncated: true });
    expect(exchange.failure).toBeUndefined();
  });

  it('holds for what has not begun', async () => {
    const url = await serve(() => undefined);
    const { exchange } = await record().send({ url, stop: AbortSignal.abort() }, 'test');
    expect([exchange.response, exchange.failure?.kind]).toEqual([undefined, 'timeout']);
  });
});

describe('failures', () => {
  const failureOf = async (url: string, options: Partial<RecorderOptions> = {}) =>
    (await record(options).send({ url, timeoutMs: 5_000 }, 'test')).exchange.failure;

  it('refused', async () => {
    const server = createSocketServer();
    const port = await listen(server);
    await new Promise((resolve) => server.close(resolve));
    expect(await failureOf(`http://127.0.0.1:${port}/`)).toEqual({
      kind: 'refused',
      message: `Nothing accepts connections there: ECONNREFUSED 127.0.0.1:${port}.`,
    });
  });

  it('a name that does not resolve', async () => {
    const guard = createGuard({
      target: new URL('http://127.0.0.1'),
      resolve: () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' })),
    });
    expect(await failureOf('http://nowhere.invalid/', { guard })).toEqual({
      kind: 'dns',
      message: 'The name nowhere.invalid does not resolve (ENOTFOUND).',
    });
  });

  it('reset before any byte', async () => {
    expect((await failureOf(await serveRaw('', 'reset')))?.kind).toBe('reset');
  });

  it('closed without a response', async () => {
    expect((await failureOf(await serveRaw('', 'end')))?.kind).toBe('reset');
  });

  it.each([
    ['garbage', 'SSH-2.0-OpenSSH_9.6\r\n'],
    ['a broken header line', 'HTTP/1.1 200 OK\r\nno colon here\r\n\r\n'],
    ['two lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab'],
    ['a 100 that nobody waits for', 'HTTP/1.1 100 Continue\r\n\r\n'],
    [
      'an upgrade that nobody asked for',
      'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n',
    ],
  ])('invalid HTTP: %s', async (_, answer) => {
    expect((await failureOf(await serveRaw(answer)))?.kind).toBe('protocol');
  });

  it('a body shorter than its length', async () => {
    const { exchange } = await record().send(
      { url: await serveRaw('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf') },
      'test',
    );
    expect(exchange.response).toMatchObject({ status: 200, body: 'half', truncated: true });
    expect(exchange.failure?.kind).toMatch(/reset|protocol/);
  });

  it('a reset in the middle of the body', async () => {
    const url = await serveRaw('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf', 'reset');
    const { exchange } = await record().send({ url }, 'test');
    expect(exchange.response).toMatchObject({ status: 200, truncated: true });
    expect(exchange.failure?.kind).toBe('reset');
  });

  it('a certificate that nobody vouches for', async () => {
    const port = await listen(createTlsServer(selfSigned(), (_, response) => response.end()));
    const failure = await failureOf(`https://127.0.0.1:${port}/`);
    expect(failure?.kind).toBe('tls');
    expect(failure?.message).toMatch(/self-signed certificate/);
  });

  it('https where plain http is spoken', async () => {
    const url = await serve((_, response) => response.end());
    const failure = await failureOf(url.replace('http:', 'https:'));
    expect(failure?.kind).toBe('tls');
    expect(failure?.message).not.toMatch(/\.c:\d/);
  });

  it('never holds a stack trace', async () => {
    const failures = await Promise.all([
      failureOf('http://127.0.0.1:9/'),
      failureOf('nonsense'),
      failureOf(await serveRaw('x')),
    ]);
    for (const failure of failures) expect(failure?.message).not.toMatch(/\n|\bat .*:\d+:\d+/);
  });
});

describe('TLS', () => {
  const serveTls = async () => {
    const identity = selfSigned();
    const port = await listen(
      createTlsServer(identity, (request, response) => response.end(request.headers.host)),
    );
    return { port, ca: identity.cert };
  };

  it('tells what was agreed on', async () => {
    const { port, ca } = await serveTls();
    const reply = await record({ ca }).send({ url: `https://127.0.0.1:${port}/` }, 'test');
    expect(reply.status).toBe(200);
    expect(reply.exchange.response?.tls?.protocol).toMatch(/^TLSv1\.[23]$/);
    expect(Date.parse(reply.exchange.response?.tls?.validTo ?? '')).toBeGreaterThan(Date.now());
  });

  it('checks the name of the URL, also where another Host is sent', async () => {
    const { port, ca } = await serveTls();
    const addresses = [{ address: '127.0.0.1', family: 4 as const }];
    const guard = createGuard({
      target: new URL('http://127.0.0.1'),
      resolve: () => Promise.resolve(addresses),
    });
    const recorder = record({ ca, guard });
    const right = { url: `https://localhost:${port}/`, headers: { host: 'evil.example' } };
    expect((await recorder.send(right, 'test')).text).toBe('evil.example');
    const byAddress = { url: `https://127.0.0.1:${port}/`, headers: { host: 'evil.example' } };
    expect((await recorder.send(byAddress, 'test')).text).toBe('evil.example');
    const wrong = await recorder.send({ url: `https://other.example:${port}/` }, 'test');
    expect(wrong.exchange.failure?.kind).toBe('tls');
    expect(wrong.exchange.failure?.message).toContain('other.example');
  });

  it('is no part of plain http', async () => {
    const url = await serve((_, response) => response.end());
    expect((await record().send({ url }, 'test')).exchange.response?.tls).toBeUndefined();
  });
});

describe('connections', () => {
  /** Answers with the number of the connection that a request came on. */
  const numbered = () => {
    const numbers = new Map<Socket, number>();
    return serve((request, response) => {
      if (!numbers.has(request.socket)) numbers.set(request.socket, numbers.size + 1);
      response.end(String(numbers.get(request.socket)));
    });
  };

  it('one key is one connection, in order', async () => {
    const url = await numbered();
    const recorder = record();
    const send = (connection: string) => recorder.send({ url, connection }, 'test');
    const replies = await Promise.all(['a', 'a', 'b', 'a', 'b'].map(send));
    const [a, , b] = replies.map(({ text }) => text);
    expect(a).not.toBe(b);
    expect(replies.map(({ text }) => text)).toEqual([a, a, b, a, b]);
    expect(recorder.exchanges.map(({ id }) => id)).toEqual(['x1', 'x2', 'x3', 'x4', 'x5']);
  });

  it('a key whose connection was lost gets a new one', async () => {
    const url = await serve((request, response) => {
      if (request.url === '/reset') request.socket.resetAndDestroy();
      else response.end('ok');
    });
    const recorder = record();
    const send = (path: string) => recorder.send({ url: url + path, connection: 'k' }, 'test');
    expect((await send('/')).text).toBe('ok');
    expect((await send('/reset')).exchange.failure?.kind).toBe('reset');
    expect((await send('/')).text).toBe('ok');
  });

  it('are used again without a key', async () => {
    const url = await numbered();
    const recorder = record();
    for (const expected of ['1', '1', '1'])
      expect((await recorder.send({ url }, 'test')).text).toBe(expected);
  });

  it('that went stale while idle are not taken for an answer', async () => {
    let count = 0;
    const server = createSocketServer((socket) => {
      let requests = 0;
      socket.on('data', () => {
        requests += 1;
        count += 1;
        // The second request on a connection meets a server that is just closing it.
        if (requests === 2) socket.destroy();
        else socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi');
      });
    });
    const url = `http://127.0.0.1:${await listen(server)}`;
    const recorder = record();
    expect((await recorder.send({ url }, 'test')).status).toBe(200);
    expect((await recorder.send({ url }, 'test')).status).toBe(200);
    expect(count).toBe(3);
    expect(recorder.exchanges).toHaveLength(2);
  });
});

describe('redirects', () => {
  const serveHops = () =>
    serve((request, response) => {
      const place = {
        '/circle': '/circle',
        '/one': '/two',
        '/two': '/end',
        '/lost': undefined,
        '/bad': 'http://[',
      }[request.url ?? ''];
      if (request.url === '/end')
        return response.end(`${request.method ?? ''} ${request.headers.authorization ?? 'none'}`);
      response
        .writeHead(request.url === '/one' ? 303 : 307, place === undefined ? {} : { location: place })
        .end();
    });

  it('are not followed unasked', async () => {
    const { status, exchange, hops } = await record().send({ url: `${await serveHops()}/one` }, 'test');
    expect([status, exchange.id, hops]).toEqual([303, 'x1', []]);
  });

  it('are each an exchange of their own', async () => {
    const recorder = record();
    const url = await serveHops();
    const reply = await recorder.send(
      {
        url: `${url}/one`,
        method: 'POST',
        body: 'x',
        headers: { authorization: 'Bearer t0ken-0123456789' },
        redirects: 5,
      },
      'test',
    );
    expect([reply.text, reply.hops.map(({ id }) => id), reply.exchange.id]).toEqual([
      'GET Bearer t0ken-0123456789',
      ['x1', 'x2'],
      'x3',
    ]);
    expect(recorder.exchanges.map(({ request }) => request.url)).toEqual([
      `${url}/one`,
      `${url}/two`,
      `${url}/end`,
    ]);
  });

  it('take no credentials to another origin', async () => {
    const other = await serveHops();
    const url = await serve((_, response) => response.writeHead(307, { location: `${other}/end` }).end());
    const reply = await record().send(
      { url, method: 'POST', headers: { Authorization: 'Bearer t0ken-0123456789' }, redirects: 1 },
      'test',
    );
    expect(reply.text).toBe('POST none');
  });

  it('in a circle end at the bound', async () => {
    const recorder = record({ limits: { redirects: 3 } });
    const reply = await recorder.send({ url: `${await serveHops()}/circle`, redirects: 100 }, 'test');
    expect([reply.status, reply.hops.length, recorder.exchanges.length]).toEqual([307, 3, 4]);
  });

  it('that lead nowhere are the answer', async () => {
    const url = await serveHops();
    for (const path of ['/lost', '/bad'])
      expect((await record().send({ url: url + path, redirects: 5 }, 'test')).status).toBe(307);
  });

  it('to a place behind a public target are refused by the guard', async () => {
    const url = await serve((_, response) =>
      response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data' }).end(),
    );
    const { exchange } = await record({ guard: createGuard({ target: new URL(url) }) }).send(
      { url, redirects: 1 },
      'test',
    );
    expect(exchange.failure?.kind).toBe('blocked');
  });
});

describe('the end of a run', () => {
  it('ends what is under way, and what comes later', async () => {
    const controller = new AbortController();
    const started: (() => void)[] = [];
    const url = await serve((request, response) => {
      if (request.url === '/body') response.writeHead(200).write('x');
      started.pop()?.();
    });
    const recorder = record({ signal: controller.signal });
    const allStarted = Promise.all([1, 2].map(() => new Promise<void>((resolve) => started.push(resolve))));
    const pending = ['/hang', '/body'].map((path) =>
      recorder.send({ url: url + path, timeoutMs: 30_000 }, 'test'),
    );
    await allStarted;
    controller.abort();
    const late = recorder.send({ url }, 'test');
    const kinds = (await Promise.all([...pending, late])).map(({ exchange }) => exchange.failure?.kind);
    expect(kinds).toEqual(['aborted', 'aborted', 'aborted']);
  });

  it('may come before its beginning', async () => {
    const { exchange } = await record({ signal: AbortSignal.abort() }).send(
      { url: 'http://127.0.0.1:9/' },
      'test',
    );
    expect(exchange.failure?.kind).toBe('aborted');
  });

  it('closes every connection', async () => {
    let ended: () => void = () => undefined;
    const gone = new Promise<void>((resolve) => (ended = resolve));
    const url = await serve((request, response) => {
      request.socket.on('close', ended);
      response.end();
    });
    const recorder = record();
    await recorder.send({ url }, 'test');
    await recorder.close();
    await gone;
    expect((await recorder.send({ url }, 'test')).exchange.failure?.kind).toBe('aborted');
  });
});

it('tells of each exchange as it ends, and keeps them in the order of sending', async () => {
  const waiting: (() => void)[] = [];
  const url = await serve((request, response) => {
    if (request.url === '/slow') waiting.push(() => response.end());
    else {
      response.end();
      waiting.pop()?.();
    }
  });
  const told: Exchange[] = [];
  const recorder = record({ onExchange: (exchange) => told.push(exchange) });
  const slow = recorder.send({ url: `${url}/slow` }, 'test');
  await new Promise<void>((resolve) => {
    const look = () => (waiting.length > 0 ? resolve() : setImmediate(look));
    look();
  });
  await recorder.send({ url }, 'test');
  await slow;
  expect(told.map(({ id }) => id)).toEqual(['x2', 'x1']);
  expect(recorder.exchanges.map(({ id }) => id)).toEqual(['x1', 'x2']);
  expect(allHeaders(recorder.exchanges[0]?.response?.headers ?? [], 'date')).toHaveLength(1);
});
