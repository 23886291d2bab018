/**
 * A mock authorization server that poses as Scalekit: real OAuth by oidc-provider, any token on demand,
 * outages, key rotation, forgotten clients, and a view of all traffic.
 */
export { startMockAuthorizationServer } from './start.ts';
export type { MockAuthorizationServer, MockUrls } from './start.ts';
export type { MockAuthorizationServerOptions, ProtectedResource, ResourceOptions } from './settings.ts';
export type { MintKey, MintOptions } from './mint.ts';
export type { PublicJwk } from './keys.ts';
export type { Endpoint } from './environment.ts';
export type { Outage, OutageMode, OutageOptions } from './outage.ts';
export type { HeaderLine, Traffic, TrafficEntry } from './traffic.ts';
export type { AlterParts, Defect, Parts } from './parts.ts';
