import type { KeyObject } from 'node:crypto';
import type { Behaviour } from './behaviour.ts';
import type { Organization, User } from './people.ts';
import type { AlterParts } from './parts.ts';
import type { ProfileName } from './profiles/index.ts';
import type { TlsOptions } from './tls.ts';

/** A scope of an MCP server, as Scalekit's dashboard has it. */
export interface ScopeOptions {
  name: string;
  description?: string;
  /** False keeps it on the list without granting it. */
  enabled?: boolean;
}

/** An MCP server that the mock protects, as one registers it in Scalekit's dashboard. */
export interface ResourceOptions {
  /** `res_…`; a fresh one by default. */
  id?: string;
  /** The server URL, which becomes the audience. Without it the resource id alone is the audience. */
  url?: string;
  /** Shown on the consent page. */
  name?: string;
  description?: string;
  scopes?: readonly (string | ScopeOptions)[];
  /** Seconds; 3600 by default. The vendor advises 300 to 3600. */
  accessTokenLifetime?: number;
  /** Seconds; 30 days by default. */
  refreshTokenLifetime?: number;
  documentation?: string;
  /** Whether clients may register themselves; as the setting of the mock says by default. */
  dynamicRegistration?: boolean;
  /** Whether a client may be known by a Client ID Metadata Document; as the setting of the mock says by default. */
  clientIdMetadataDocuments?: boolean;
  /** The audience of tokens, instead of the one made of URL and id. */
  audience?: string | readonly string[];
  /** What the protected resource metadata lists, instead of this mock: for a move to another authorization server. */
  authorizationServers?: readonly string[];
  /** Cross-app access; the mock keeps it and does nothing else with it. */
  crossAppAccess?: boolean;
}

/** What `startMockAuthorizationServer` understands. Everything has a default. */
export interface MockAuthorizationServerOptions extends Partial<Behaviour> {
  /**
   * The behaviour played: `scalekit` (default) is today's Scalekit, `scalekit-2025` an older one, `oauth21` a plain and
   * strict server. Each setting of a profile can be given as an option beside it.
   */
  profile?: ProfileName;
  /** Address to bind to; `127.0.0.1` by default. */
  host?: string;
  /** Needed for a host that other machines can reach. */
  allowNonLoopback?: boolean;
  /** 0, the default, takes a free port. */
  port?: number;
  /**
   * Speak https. `true` makes a certificate authority for this start, and writes its certificate to a file that
   * `NODE_EXTRA_CA_CERTS` of a client can name; or a certificate of your own, PEM. False by default.
   */
  tls?: boolean | TlsOptions;
  /** The one MCP server, where there is only one. */
  resource?: ResourceOptions;
  /** Several MCP servers; the first one is what `resource` and `urls` of the mock are about. */
  resources?: readonly ResourceOptions[];
  /** The people who can log in. Automatic approval logs in the first one, unless `subject` says otherwise. */
  users?: readonly User[];
  organizations?: readonly Organization[];
  /**
   * Where its RSA private keys come from; fresh ones by default. Finding one takes about a tenth of a second, which a
   * test that starts hundreds of mocks may save by handing out the same few again.
   */
  privateKeys?: () => Promise<KeyObject>;
  /** `automatic` (default): authorize answers with one redirect to the client. `interactive`: pages for login and consent. */
  approval?: 'automatic' | 'interactive';
  /** Seconds that the key set may be cached, as its Cache-Control says; it says nothing by default. */
  keySetMaxAge?: number;
  /** How Client ID Metadata Documents are fetched; for documents that live on this machine. */
  fetchClientMetadata?: typeof fetch;
  /** The confidential client, with fresh credentials by default. With redirect URIs it may log people in, too. */
  client?: { id?: string; secret?: string; redirectUris?: readonly string[] };
  /** The person that automatic approval logs in; a fresh `usr_…` by default. */
  subject?: string;
  /** Gives numbers from 0 up to 1, for outages with a probability; `Math.random` by default. */
  random?: () => number;
  /** Replaces parts of the behaviour: the seam for defects. */
  alter?: AlterParts;
  /** Receives one line for each noteworthy event; never a secret, but for the one-time codes that nobody is mailed. */
  log?: (line: string) => void;
}
