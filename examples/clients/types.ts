/** What the client knows of an authorization server: its metadata (RFC 8414 §2), as far as it is used. */
export interface ServerMetadata {
  issuer: string;
  authorization_endpoint: string;
  token_endpoint: string;
  registration_endpoint?: string;
  code_challenge_methods_supported?: string[];
  token_endpoint_auth_methods_supported?: string[];
  authorization_response_iss_parameter_supported?: boolean;
  client_id_metadata_document_supported?: boolean;
  scopes_supported?: string[];
}

/** What the client knows of an MCP server (RFC 9728 §2). */
export interface ResourceMetadata {
  resource: string;
  authorization_servers?: string[];
  scopes_supported?: string[];
}

/** How the client is known at an authorization server. */
export interface Registration {
  id: string;
  secret?: string;
  /** Seconds since 1970, where it ends. */
  secretExpiresAt?: number;
  method: 'none' | 'client_secret_basic' | 'client_secret_post';
  /** Only what the client has registered by itself may be thrown away and made anew. */
  origin: 'registered' | 'given' | 'document';
}

export interface Tokens {
  access: string;
  refresh?: string;
  /** What was asked for. */
  scope?: string;
  /** The client that they were issued to. */
  clientId: string;
}

/** The parameters of a Bearer challenge (RFC 6750 §3). */
export type Challenge = Readonly<Record<string, string>>;

/** What is asked of the authorization server for one MCP server. */
export interface Target {
  server: ServerMetadata;
  /** The resource indicator (RFC 8707); none in 2025-03-26. */
  resource: string | undefined;
  scope: string | undefined;
}

/** A refusal of the token endpoint or of the registration endpoint (RFC 6749 §5.2, RFC 7591 §3.2.2). */
export class Refused extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** What ends a run of the client, said to its user. */
export class Trouble extends Error {}

/** What a run of the client is given. */
export interface Invocation {
  url: string;
  env: Readonly<Record<string, string | undefined>>;
  /** Folder for registrations and tokens. */
  storage: string;
  openBrowser(url: string): Promise<void>;
  print(text: string): void;
  signal: AbortSignal;
  /** How long the user may take in the browser, milliseconds. */
  patienceMs?: number;
}
