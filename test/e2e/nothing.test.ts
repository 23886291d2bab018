/** Servers that do nothing pass nothing. */
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { runServerSuite, type ServerRunOptions } from '../../harness/run-server.ts';

const PAGE: RequestListener = (request, response) => {
  request.resume();
  response.setHeader('content-type', 'text/html').end('<h1>Welcome</h1>');
};

const REFUSAL: RequestListener = (request, response) => {
  request.resume();
  response.statusCode = 401;
  response.setHeader('www-authenticate', 'Bearer realm="everybody"').end();
};

async function listen(handler: RequestListener, port: number) {
  const server = createServer(handler).listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const inTheLab = (handler: RequestListener): ServerRunOptions => ({
  url: 'http://127.0.0.1:{port}/mcp',
  lab: { server: { inProcess: ({ port }) => listen(handler, Number(port)) } },
});

const passesOf = async (options: ServerRunOptions) => {
  const { verdict, checks } = await runServerSuite(options);
  return { verdict, passes: checks.filter(({ outcome }) => outcome === 'pass').map(({ id }) => id) };
};

describe('a server that does nothing', () => {
  it.each([{}, { token: 'a-token-of-the-user-0123456789' }])(
    'passes nothing in the field, given %o',
    async (given) => {
      const server = await listen(PAGE, 0);
      const url = `http://127.0.0.1:${server.port}/mcp`;
      expect(await passesOf({ url, ...given })).toEqual({ verdict: 'incomplete', passes: [] });
      await server.close();
    },
  );

  it('passes nothing in the lab', async () => {
    expect(await passesOf(inTheLab(PAGE))).toEqual({ verdict: 'incomplete', passes: [] });
  });

  it('passes no check of tokens by refusing everybody', async () => {
    const { verdict, passes } = await passesOf(inTheLab(REFUSAL));
    expect(verdict).toBe('nonconformant');
    expect(passes.filter((id) => /\/(token-validation|scope|availability|stale-client)\//.test(id))).toEqual(
      [],
    );
  });
});
