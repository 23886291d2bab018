/**
 * A mock authorization server that poses as Scalekit: real OAuth by oidc-provider, any token on demand,
 * outages, key rotation, forgotten clients, a clock that can be moved, and a view of all traffic.
 */
export { startMockAuthorizationServer } from './start.ts';
export { mintTemplates } from './mint-templates.ts';
export type { MintTemplate } from './mint-templates.ts';
export { modes as outageModes } from './outage.ts';
export { profileNames } from './profiles/index.ts';
export type { ProfileName } from './profiles/index.ts';
export { seededRandom } from './seeded.ts';
export type { Behaviour, ClientAuthenticationMethod } from './behaviour.ts';
export type { Clock } from './clock.ts';
export type { ClientKind } from './clients.ts';
export type {
  ClientControls,
  ClientRecord,
  GrantControls,
  GrantRecord,
  KeyControls,
  OutageControls,
  TokenControls,
  TokenRecord,
} from './controls.ts';
export type { ChangeableSettings, MockAuthorizationServer, MockUrls } from './mock.ts';
export type { MockAuthorizationServerOptions, ResourceOptions, ScopeOptions } from './options.ts';
export type { Organization, User } from './people.ts';
export type { ProtectedResource, ResourceChange } from './resources.ts';
export type { MintKey, MintOptions } from './mint.ts';
export type { KeyRecord, PublicJwk } from './keys.ts';
export type { Endpoint } from './environment.ts';
export type { Outage, OutageMode, OutageOptions, OutageRecord } from './outage.ts';
export type { MockState } from './state.ts';
export type { CertificateAuthority, ServerIdentity } from './certificates.ts';
export type { TlsOptions, TlsTrust } from './tls.ts';
export type { HeaderLine, Traffic, TrafficEntry } from './traffic.ts';
export { ControlFailure, createControlClient } from './control/client/index.ts';
export type { ControlClient, ControlFailureReason, ControlInfo } from './control/client/index.ts';
export type { ControlPlane, ControlPlaneOptions } from './control/index.ts';
export type { NumberedEntry } from './control/wire.ts';
export type { AlterParts, Defect, Parts } from './parts.ts';

/**
 * Reads a YAML or JSON file that declares a mock: profile, resources, users and settings. Throws an error that names
 * the file, the member, and what to write.
 */
export async function loadMockConfiguration(
  path: string,
): Promise<import('./options.ts').MockAuthorizationServerOptions> {
  const { readConfiguration } = await import('./configuration.ts');
  return readConfiguration(path);
}

/** Opens a mock to other processes of this machine, for `createControlClient` and whatever else speaks HTTP. */
export async function startControlPlane(
  mock: import('./mock.ts').MockAuthorizationServer,
  options: import('./control/index.ts').ControlPlaneOptions = {},
): Promise<import('./control/index.ts').ControlPlane> {
  return (await import('./control/index.ts')).startControlPlane(mock, options);
}

/** Makes a certificate authority, for several servers that are to be trusted by one file. */
export async function createCertificateAuthority(): Promise<
  import('./certificates.ts').CertificateAuthority
> {
  return (await import('./certificates.ts')).createCertificateAuthority();
}

/** Reads a file that `saveState` wrote, for `loadState`. Throws, naming the file, when it is none. */
export async function readMockState(path: string): Promise<import('./state.ts').MockState> {
  const { readStateFile } = await import('./state-file.ts');
  return readStateFile(path);
}
