import type { Behaviour } from './behaviour.ts';
import type {
  ClientControls,
  GrantControls,
  KeyControls,
  OutageControls,
  TokenControls,
} from './controls.ts';
import type { Clock } from './clock.ts';
import type { PublicJwk } from './keys.ts';
import type { JsonObject } from './metadata.ts';
import type { MintOptions } from './mint.ts';
import type { Outage, OutageOptions } from './outage.ts';
import type { People } from './people.ts';
import type { ProtectedResource, Resources } from './resources.ts';
import type { Settings } from './settings.ts';
import type { MockState } from './state.ts';
import type { TlsTrust } from './tls.ts';
import type { Traffic } from './traffic.ts';

/** Where the mock listens. */
export interface MockUrls {
  /** Scalekit's environment URL, `E`. */
  readonly environment: string;
  /** What the protected resource metadata lists as authorization server: `E/resources/R`, or E by another profile. */
  readonly issuer: string;
  readonly authorization: string;
  readonly token: string;
  readonly jwks: string;
  readonly introspection: string;
  readonly registration: string;
  readonly revocation: string;
}

/** What can be changed while the mock runs. */
export type ChangeableSettings = Behaviour & Pick<Settings, 'approval' | 'subject' | 'keySetMaxAge'>;

/** A running mock authorization server, and everything that can be done to it. */
export interface MockAuthorizationServer extends AsyncDisposable {
  /** Of the first resource. */
  readonly urls: MockUrls;
  /** The first resource. */
  readonly resource: Readonly<ProtectedResource>;
  /** A confidential client, for introspection, client_credentials and the management API. */
  readonly client: { readonly id: string; readonly secret: string };
  /** What a client has to trust; only with TLS, and not for a certificate whose ca was not given. */
  readonly tls: TlsTrust | undefined;
  /** All MCP servers. */
  readonly resources: Omit<Resources, 'dump' | 'load'>;
  readonly people: Omit<People, 'dump' | 'load'>;
  readonly clients: ClientControls;
  readonly tokens: TokenControls;
  readonly grants: GrantControls;
  readonly keys: KeyControls;
  readonly outages: OutageControls;
  /**
   * The time by which the mock stamps and checks. Not moved with it: the age of a client's assertion
   * (`private_key_jwt`), how long fetched client metadata and keys are cached, and the expiry date of cookies.
   */
  readonly clock: Clock;
  readonly traffic: Traffic;
  /** The settings as they are now. */
  settings(): Readonly<ChangeableSettings> & { readonly profile: string };
  /** Changes settings: the issuer for a migration, who is logged in, and so on. Throws when one cannot be so. */
  configure(change: Partial<ChangeableSettings>): void;
  urlsOf(resourceId: string): MockUrls;
  /** Sets the URL of the first MCP server, when it is known only after the start. */
  setResource(url: string): void;
  /** What Scalekit's dashboard hands out for an MCP server to serve (RFC 9728 §2); for the first one by default. */
  protectedResourceMetadata(resourceId?: string): JsonObject;
  mint(options?: MintOptions): Promise<string>;
  /** The published public keys. */
  jwks(): { keys: PublicJwk[] };
  /** The public half of the key that `mint({ key: 'unpublished' })` signs with. */
  unpublishedJwk(): Promise<PublicJwk>;
  outage(options: OutageOptions): Promise<Outage>;
  /** A new key signs from now on; the old one stays published unless `keepOld` is false. */
  rotateKeys(options?: { keepOld?: boolean }): Promise<{ kid: string }>;
  /** Takes a former key off the JWKS; false when it was not on it. */
  retireKey(kid: string): boolean;
  /** Changes how long the key set may be cached, seconds; undefined lets it say nothing. */
  setKeySetMaxAge(seconds: number | undefined): void;
  /** Makes a client stale: the mock no longer knows it, and its tokens are inactive. False when it never knew it. */
  forgetClient(id: string): Promise<boolean>;
  revoke(token: string): Promise<void>;
  /** Everything that the mock knows, as plain JSON; secrets and private keys stand in it. Not the traffic. */
  state(): MockState;
  /** Puts a saved state in the place of everything. Throws, naming the member, when it is none; then nothing changes. */
  loadState(state: unknown): Promise<void>;
  /** Writes the state to a file that only you can read, all of it or nothing. */
  saveState(path: string): Promise<void>;
  /** Back to how it was right after the start: no traffic, tokens, clients or outages, the first key, the true time. */
  reset(): Promise<void>;
  close(): Promise<void>;
}
