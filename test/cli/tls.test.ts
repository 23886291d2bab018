/** `--tls` of `mock-as` and `serve`: https, and the file that has to be trusted. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { request } from 'node:https';
import { expect, it } from 'vitest';
import { start } from './command-line.ts';

interface Ready {
  url?: string;
  urls?: { jwks: string };
  tls: { caFile: string };
}

/** The status of a GET by a client that trusts this certificate. */
function statusOf(url: string, ca: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { ca, agent: false }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode));
    });
    sent.on('error', reject);
    sent.end();
  });
}

const env = { SCALEKIT_ENVIRONMENT_URL: 'https://env.scalekit.com' };

it.each([
  ['mock-as', 200],
  ['serve', 401],
])('%s', async (command, status) => {
  const started = start([command, '--port', '0', '--tls', '--json'], { env });
  let file = '';
  try {
    const { url, urls, tls } = JSON.parse(await started.printed('stdout', '\n')) as Ready;
    file = tls.caFile;
    const target = urls?.jwks ?? url ?? '';
    expect(target).toMatch(/^https:/);
    expect(await statusOf(target, await readFile(file, 'utf8'))).toBe(status);
  } finally {
    started.process.kill('SIGTERM');
    await started.ended;
  }
  expect(existsSync(file)).toBe(false);
});
