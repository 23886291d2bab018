import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startLab, type InProcessServer, type Lab } from './lab.ts';
import { accepts, outsideAddresses } from './reach.ts';
import type { Wiring } from './wiring.ts';

let lab: Lab;
let wirings: Wiring[];
let running: number;

/** A server that only keeps what it was told. */
const inProcess: InProcessServer = (wiring) => {
  wirings.push(wiring);
  running += 1;
  return Promise.resolve({
    close: async () => {
      running -= 1;
    },
  });
};

beforeEach(async () => {
  wirings = [];
  running = 0;
  lab = await startLab('http://127.0.0.1:{port}/mcp', { server: { inProcess } });
});
afterEach(() => lab.close());

describe('startLab', () => {
  it('starts the server again at the same place, and counts it', async () => {
    await lab.restart();
    expect(lab.generation).toBe(1);
    expect(running).toBe(1);
    expect(wirings[1]).toEqual(wirings[0]);
  });

  it('moves the server to a second authorization server that guards the same resource, and back', async () => {
    const moved = await lab.moveAway();
    expect(moved.mock.urls.environment).not.toBe(lab.mock.urls.environment);
    expect(wirings[1]).toEqual({
      ...wirings[0],
      environment: moved.mock.urls.environment,
      issuer: moved.mock.urls.issuer,
      jwks: moved.mock.urls.jwks,
      introspection: moved.mock.urls.introspection,
    });
    await moved.back();
    expect(running).toBe(1);
    expect(wirings[2]).toEqual(wirings[0]);
    await expect(fetch(moved.mock.urls.jwks)).rejects.toThrow();
  });

  it('ends everything at once, the second authorization server included', async () => {
    const moved = await lab.moveAway();
    await lab.close();
    expect(running).toBe(0);
    await expect(fetch(moved.mock.urls.jwks)).rejects.toThrow();
    await expect(fetch(lab.mock.urls.jwks)).rejects.toThrow();
  });
});

describe('accepts', () => {
  it('tells whether somebody listens, on the address that is asked about', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    expect(await accepts('127.0.0.1', port)).toBe(true);
    for (const address of outsideAddresses()) expect(await accepts(address, port)).toBe(false);
    await new Promise((resolve) => server.close(resolve));
    expect(await accepts('127.0.0.1', port)).toBe(false);
  });
});
