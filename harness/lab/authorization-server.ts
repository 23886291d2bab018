import type {
  MintOptions,
  MockAuthorizationServer,
  MockUrls,
  Outage,
  OutageOptions,
  PublicJwk,
  TrafficEntry,
} from '../../mock-as/index.ts';

/** There at once where the mock is in this process, later where it is in another. */
type SoonerOrLater<Value> = Value | Promise<Value>;

/**
 * The mock authorization server, as far as checks use it. The mock in this process is one, and so is the control plane
 * of one in another process.
 */
export interface LabAuthorizationServer {
  readonly urls: MockUrls;
  /** What it knows of the server under test. */
  readonly resource: Pick<MockAuthorizationServer['resource'], 'id' | 'scopes'>;
  readonly client: { readonly id: string; readonly secret: string };
  readonly traffic: { list(): SoonerOrLater<readonly TrafficEntry[]> };
  mint(options?: MintOptions): Promise<string>;
  jwks(): SoonerOrLater<{ keys: PublicJwk[] }>;
  unpublishedJwk(): Promise<PublicJwk>;
  outage(options: OutageOptions): Promise<Outage>;
  rotateKeys(options?: { keepOld?: boolean }): Promise<{ kid: string }>;
  setKeySetMaxAge(seconds: number | undefined): SoonerOrLater<void>;
  forgetClient(id: string): Promise<boolean>;
  revoke(token: string): Promise<void>;
}
