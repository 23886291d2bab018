import type { CryptoKey } from 'jose';
import type { Exchange, Json, Requirement, Revision, Source } from '../contract.ts';
import type { Recorder } from '../http/recorder.ts';
import type { AuthenticationMethod, RegistrationStrategy } from '../oauth/client-authentication.ts';
import type { Login } from '../oauth/visit.ts';

/** Where in an authorization a step stands: the answer to «which layer failed?». */
export type Layer =
  | 'challenge'
  | 'protected-resource-metadata'
  | 'authorization-server-metadata'
  | 'registration'
  | 'authorize'
  | 'callback'
  | 'token'
  | 'refresh'
  | 'call';

/**
 * `note`: what was sent or came, in the field's words. `warning`: something is not as it should be, and the client goes
 * on. `problem`: here it ends.
 */
export interface Remark {
  kind: 'note' | 'warning' | 'problem';
  text: string;
  /** The requirement of the catalogue that is violated. */
  requirement?: string;
  /** The likely cause of a problem. */
  cause?: string;
  /** What mends it. */
  fix?: string;
}

/** What a specification says about a step. */
export interface Clause {
  requirement: string;
  statement: string;
  source: Source;
}

/** One step, as it is narrated and as `--json` gives it. */
export interface Step {
  /** From 1 on, in the order of time. */
  number: number;
  layer: Layer;
  title: string;
  outcome: 'ok' | 'warning' | 'failed';
  /** Ids of exchanges. */
  exchanges: string[];
  remarks: Remark[];
  clause?: Clause;
}

/** `violation`: the other side breaks a rule. `incomplete`: not reached, or something is needed that was not given. */
export type Ending = 'connected' | 'violation' | 'incomplete';

/** What a connection attempt has found out, with no secret in it. */
export interface ConnectReport {
  schemaVersion: '1';
  tool: { name: 'mcp-auth-conformance'; version: string };
  target: { url: string };
  /** The revision whose rules the client kept. */
  specVersion: Revision;
  /** The revision that the server speaks, once that is known. */
  spoken?: Revision;
  startedAt: string;
  durationMs: number;
  ending: Ending;
  /** The layer that failed, and the step that shows it. */
  failure?: { layer: Layer; step: number; text: string; cause?: string; fix?: string };
  steps: Step[];
  exchanges: Exchange[];
}

/** A client that the user has registered beforehand. */
export interface GivenClient {
  id: string;
  secret?: string;
  /** For `private_key_jwt`. */
  key?: CryptoKey;
  /** As the metadata allows, unless said otherwise. */
  method?: AuthenticationMethod;
  /** The issuer that it is registered at, when the user says so: it is then used nowhere else. */
  issuer?: string;
}

export interface ConnectOptions {
  /** URL of the MCP endpoint. */
  url: string;
  /** `auto` keeps the rules of the newest revision and finds out which one the server speaks. */
  specVersion?: Revision | 'auto';
  client?: GivenClient;
  /** https URL of the client's own metadata document. */
  clientMetadataUrl?: string;
  /** Only this way of getting a client, instead of the specification's order. */
  registration?: RegistrationStrategy;
  /** Registered for the client; a loopback address where nobody listens by default. */
  redirectUri?: string;
  /** Asked for instead of what challenge and metadata name. */
  scope?: string;
  grant?: 'authorization-code' | 'client-credentials';
  /** A tool to call at the end; a function picks one of those that the server lists. */
  tool?: ToolChoice | ((names: readonly string[]) => ToolChoice | undefined);
  /** File that keeps registrations and tokens for the next run. */
  storage?: string;
  login?: ((recorder: Recorder) => Promise<Login & Partial<AsyncDisposable>>) | undefined;
  /** What the specifications say, for clauses and remedies. */
  requirement?: (id: string) => Requirement | undefined;
  /** For one exchange, milliseconds. */
  timeoutMs?: number;
  signal?: AbortSignal;
  /** Certificates (PEM) that are trusted beside those that Node.js trusts. */
  ca?: string;
  /** Lets time pass before a try is repeated; for tests. */
  wait?: (milliseconds: number) => Promise<void>;
  onStep?: (step: Step, phase: 'begun' | 'ended', exchanges: readonly Exchange[]) => void;
}

export interface ToolChoice {
  name: string;
  arguments: { [key: string]: Json };
}
