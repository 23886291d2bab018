import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { createRecorder } from '../http/recorder.ts';
import { createRedactor } from '../http/redact.ts';
import { patient } from './patience.ts';

/** A server that answers 429 with the header so often, then 200. */
async function limited(times: number, retryAfter: string | undefined) {
  let refused = 0;
  const answer = (response: ServerResponse) => {
    if (refused === times) return response.writeHead(200).end('taken');
    refused += 1;
    return response.writeHead(429, retryAfter === undefined ? {} : { 'retry-after': retryAfter }).end();
  };
  const server = createServer((_request, response) => answer(response)).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const recorder = createRecorder({ redactor: createRedactor() });
  const pauses: number[] = [];
  const tried = patient(recorder, async (seconds) => void pauses.push(seconds));
  onTestFinished(async () => {
    await recorder.close();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { send: () => tried.send({ url: `http://127.0.0.1:${port}/` }, 'test'), pauses };
}

test('a request is sent again after the pause that was asked for', async () => {
  const { send, pauses } = await limited(2, '3');
  expect((await send()).status).toBe(200);
  expect(pauses).toEqual([3, 3]);
});

test('without Retry-After there is a short pause', async () => {
  const { send, pauses } = await limited(1, undefined);
  expect((await send()).status).toBe(200);
  expect(pauses).toEqual([2]);
});

test('a long pause is not kept to, and no server is asked for ever', async () => {
  const long = await limited(1, '3600');
  expect((await long.send()).status).toBe(429);
  expect(long.pauses).toEqual([]);
  const endless = await limited(Infinity, '1');
  expect((await endless.send()).status).toBe(429);
  expect(endless.pauses).toHaveLength(6);
});

test('a run does not pause without end', async () => {
  const { send, pauses } = await limited(Infinity, '15');
  for (let count = 0; count < 4; count += 1) expect((await send()).status).toBe(429);
  expect(pauses).toHaveLength(6);
});
