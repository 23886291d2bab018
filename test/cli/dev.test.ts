/** `dev` starts everything, tells a script where, and ends everything. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { listTools } from '../list-tools.test-helper.ts';
import { run, start } from './command-line.ts';

const FREE = ['--port', '0', '--mock-port', '0', '--console-port', '0'];

interface Ready {
  console: string;
  server: { url: string };
  urls: { environment: string };
  client: { id: string; secret: string };
  control: { url: string; secret: string };
  environment: Record<string, string>;
}

it('--json tells where everything is; Ctrl-C ends it all', async () => {
  const started = start(['dev', '--json', ...FREE]);
  const ready = JSON.parse(await started.printed('stdout', '\n')) as Ready;
  expect(ready.environment).toEqual({
    SCALEKIT_ENVIRONMENT_URL: ready.urls.environment,
    SCALEKIT_CLIENT_ID: ready.client.id,
    SCALEKIT_CLIENT_SECRET: ready.client.secret,
    SCALEKIT_RESOURCE_ID: expect.stringMatching(/^res_\d+$/) as string,
    RESOURCE_IDENTIFIER: ready.server.url,
    AUTHORIZATION_SERVER: `${ready.urls.environment}/resources/${ready.environment['SCALEKIT_RESOURCE_ID'] ?? ''}`,
  });
  expect((await fetch(ready.console, { redirect: 'manual' })).status).toBe(303);
  expect((await fetch(ready.server.url, { method: 'POST' })).status).toBe(401);
  const minted = await fetch(`${ready.control.url}/mint`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${ready.control.secret}`, 'Content-Type': 'application/json' },
    body: '{}',
  });
  const { token } = (await minted.json()) as { token: string };
  expect((await listTools(ready.server.url, token)).status).toBe(200);
  started.process.kill('SIGINT');
  const { code, stderr } = await started.ended;
  expect([code, stderr]).toEqual([0, '']);
  await expect(fetch(ready.server.url)).rejects.toThrow();
});

it('prints the lines for .env, of your own server when you name it', async () => {
  const own = 'http://127.0.0.1:3000/mcp';
  const started = start(['dev', '--resource', own, '--scope', 'notes:read', ...FREE]);
  const text = await started.printed('stdout', 'Ctrl-C');
  expect(text).toMatch(/^Console +http:\/\/127\.0\.0\.1:\d+\/console\/\?key=\S{32}$/m);
  expect(text).toContain(`\nRESOURCE_IDENTIFIER=${own}\n`);
  expect(text).toMatch(/^SCALEKIT_ENVIRONMENT_URL=http:\/\/127\.0\.0\.1:\d+$/m);
  started.process.kill('SIGTERM');
  await started.ended;
});

it.each(['--port', '--mock-port', '--console-port'])(
  'says which flag to change when the port of %s is taken',
  async (flag) => {
    const squatter = createServer();
    await new Promise<void>((resolve) => squatter.listen(0, '127.0.0.1', resolve));
    const { port } = squatter.address() as AddressInfo;
    try {
      const { code, stdout, stderr } = await run(['dev', ...FREE, flag, String(port)]);
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toContain(`${port}`);
      expect(stderr.trim().split('\n')).toHaveLength(1);
      expect(stderr).toContain(`with ${flag} `);
    } finally {
      await new Promise((resolve) => squatter.close(resolve));
    }
  },
);
