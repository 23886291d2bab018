import { describe, expect, it } from 'vitest';
import { authorizationServerMetadataUrls, protectedResourceMetadataUrls } from './well-known.ts';

describe('well-known URLs', () => {
  it('stand between host and path, then at the root, never below the endpoint', () => {
    expect(protectedResourceMetadataUrls(new URL('https://a.example/public/mcp?x=1'))).toEqual([
      'https://a.example/.well-known/oauth-protected-resource/public/mcp',
      'https://a.example/.well-known/oauth-protected-resource',
    ]);
    expect(protectedResourceMetadataUrls(new URL('https://a.example'))).toEqual([
      'https://a.example/.well-known/oauth-protected-resource',
    ]);
  });

  it('of an issuer with a path come in the order of the revision', () => {
    expect(authorizationServerMetadataUrls('https://as.example/tenant1', '2025-11-25')).toEqual([
      'https://as.example/.well-known/oauth-authorization-server/tenant1',
      'https://as.example/.well-known/openid-configuration/tenant1',
      'https://as.example/tenant1/.well-known/openid-configuration',
    ]);
    expect(authorizationServerMetadataUrls('https://as.example/tenant1', '2025-06-18')).toHaveLength(1);
  });

  it('of an issuer leave out a slash at its end (RFC 8414 §3.1), those of a resource keep it (RFC 9728 §3.1)', () => {
    expect(authorizationServerMetadataUrls('https://as.example/tenant1/', '2025-11-25')).toEqual(
      authorizationServerMetadataUrls('https://as.example/tenant1', '2025-11-25'),
    );
    expect(protectedResourceMetadataUrls(new URL('https://a.example/mcp/'))[0]).toBe(
      'https://a.example/.well-known/oauth-protected-resource/mcp/',
    );
  });

  it('of an issuer without a path are two', () => {
    expect(authorizationServerMetadataUrls('https://as.example', '2026-07-28')).toEqual([
      'https://as.example/.well-known/oauth-authorization-server',
      'https://as.example/.well-known/openid-configuration',
    ]);
  });
});
