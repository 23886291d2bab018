import { describe, expect, it } from 'vitest';
import { targetUrl } from './steps.ts';

describe('the URL of a request target', () => {
  it.each([
    ['/mcp?a=1', 'http://127.0.0.1:8/mcp?a=1'],
    ['//.well-known/openid-configuration', 'http://127.0.0.1:8//.well-known/openid-configuration'],
    ['http://127.0.0.1:9/absolute', 'http://127.0.0.1:9/absolute'],
    ['*', 'http://127.0.0.1:8/*'],
    ['http://[', 'http://127.0.0.1:8/'],
  ])('%s', (target, url) => {
    expect(targetUrl(target, 'http://127.0.0.1:8/mcp').href).toBe(url);
  });
});
