import { networkInterfaces } from 'node:os';
import { describe, expect, it } from 'vitest';
import { InvalidOptions, optionsFromEnvironment, startReferenceServer, type LogEntry } from './index.ts';

const GOOD = { SCALEKIT_ENVIRONMENT_URL: 'https://acme.scalekit.com' };

describe('optionsFromEnvironment', () => {
  it('reads what is set and leaves the rest to the defaults', () => {
    expect(optionsFromEnvironment({ ...GOOD, PORT: '', HOME: '/root' })).toEqual({
      scalekitEnvironmentUrl: 'https://acme.scalekit.com',
    });
    expect(
      optionsFromEnvironment({
        ...GOOD,
        PORT: '10001',
        TOKEN_VALIDATION: 'introspection',
        ALLOWED_ORIGINS: 'http://localhost:6274, https://app.example.com',
        RESOURCE_IDENTIFIER: 'https://mcp.example.com',
        MCP_CONFORMANCE_AUTH_SERVER_URL: 'https://acme.scalekit.com/resources/res_1',
      }),
    ).toMatchObject({
      port: 10_001,
      tokenValidation: 'introspection',
      allowedOrigins: ['http://localhost:6274', 'https://app.example.com'],
      authorizationServer: 'https://acme.scalekit.com/resources/res_1',
    });
  });

  it.each<[Record<string, string>, RegExp]>([
    [{ SCALEKIT_ENVIRONMENT_URL: '' }, /^SCALEKIT_ENVIRONMENT_URL is missing/],
    [{ SCALEKIT_ENVIRONMENT_URL: 'acme' }, /^SCALEKIT_ENVIRONMENT_URL must be an https URL/],
    [
      { SCALEKIT_ENVIRONMENT_URL: 'http://acme.scalekit.com' },
      /^SCALEKIT_ENVIRONMENT_URL must be an https URL/,
    ],
    [
      { RESOURCE_IDENTIFIER: 'https://mcp.example.com/other' },
      /^RESOURCE_IDENTIFIER must be the URL of the MCP endpoint/,
    ],
    [{ RESOURCE_IDENTIFIER: 'https://mcp.example.com/web-search/mcp#x' }, /^RESOURCE_IDENTIFIER must be/],
    [{ PORT: 'http' }, /^PORT must be a whole number, not "http"/],
    [{ PORT: '70000' }, /^PORT must be a port number/],
    [{ TOKEN_VALIDATION: 'none' }, /^TOKEN_VALIDATION must be jwt or introspection/],
    [{ ALLOW_NON_LOOPBACK: 'perhaps' }, /^ALLOW_NON_LOOPBACK must be true or false/],
    [{ HOST: '0.0.0.0' }, /^HOST is not a loopback address.*ALLOW_NON_LOOPBACK/],
    [{ ALLOWED_ORIGINS: 'http://localhost:6274/' }, /^ALLOWED_ORIGINS\.0 must be an origin/],
    [{ SCALEKIT_RESOURCE_ID: '1' }, /^SCALEKIT_RESOURCE_ID must be a Scalekit resource id/],
    [{ SCALEKIT_CLIENT_SECRET: 's3cret' }, /^SCALEKIT_CLIENT_ID must accompany/],
  ])('names the variable that is wrong: %j', (environment, message) => {
    const read = () => optionsFromEnvironment({ ...GOOD, ...environment });
    expect(read).toThrow(InvalidOptions);
    expect(read).toThrow(message);
    expect(read).not.toThrow(/s3cret/);
  });
});

describe('startReferenceServer', () => {
  it('listens on loopback only, unless asked to, and then warns', async () => {
    const outside = Object.values(networkInterfaces())
      .flat()
      .find((face) => face?.family === 'IPv4' && !face.internal);
    const log: LogEntry[] = [];
    const options = {
      scalekitEnvironmentUrl: GOOD.SCALEKIT_ENVIRONMENT_URL,
      port: 0,
      log: (entry: LogEntry) => void log.push(entry),
    };
    await using local = await startReferenceServer(options);
    expect(local.url).toBe(`http://127.0.0.1:${local.port}/web-search/mcp`);
    if (outside !== undefined)
      await expect(fetch(`http://${outside.address}:${local.port}/`)).rejects.toThrow();
    expect(log).toEqual([]);
    await using open = await startReferenceServer({ ...options, host: '0.0.0.0', allowNonLoopback: true });
    expect(open.port).toBeGreaterThan(0);
    expect(log).toMatchObject([{ level: 'warn' }]);
  });

  it('rejects when the port is taken', async () => {
    const options = { scalekitEnvironmentUrl: GOOD.SCALEKIT_ENVIRONMENT_URL };
    await using first = await startReferenceServer({ ...options, port: 0 });
    await expect(startReferenceServer({ ...options, port: first.port })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    });
  });

  it('can be closed twice, and its port is free then', async () => {
    const options = { scalekitEnvironmentUrl: GOOD.SCALEKIT_ENVIRONMENT_URL };
    const first = await startReferenceServer({ ...options, port: 0 });
    await first.close();
    await first.close();
    await using second = await startReferenceServer({ ...options, port: first.port });
    expect(second.port).toBe(first.port);
  });
});
