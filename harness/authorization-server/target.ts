import type { Capability, Revision, Situation } from '../contract.ts';
import type { Recorder } from '../http/recorder.ts';
import type { AuthenticationMethod, RegistrationStrategy } from '../oauth/client-authentication.ts';
import type { Login } from '../oauth/visit.ts';
import type { DocumentHost } from './documents.ts';

/** A client that the user has registered. */
export interface GivenClient {
  id: string;
  secret?: string;
  /** `client_secret_basic` with a secret, `none` without, unless said otherwise. */
  method?: AuthenticationMethod;
  /** One that is registered for it. */
  redirectUri?: string;
}

/** The authorization server under test, and what the user gave along. */
export interface AuthorizationServerTarget {
  /** The issuer identifier, character by character as the user wrote it. */
  issuer: string;
  revision: Revision;
  situation: Situation;
  recorder: Recorder;
  /** Apply duties about https to loopback hosts too. */
  strictHttps: boolean;
  /** How long one exchange may take, milliseconds. */
  timeoutMs: number;
  /** Resource identifiers that it should know, the first one first. */
  resources: readonly string[];
  /** Scopes to ask for, instead of those that are advertised. */
  scopes?: readonly string[] | undefined;
  client?: GivenClient | undefined;
  /** The only way in which clients are to get known. */
  strategy?: RegistrationStrategy | undefined;
  /** Whether clients may be registered there. */
  mayRegister: boolean;
  /** Wait for codes and tokens to expire, as long as that takes. */
  waitExpiry: boolean;
  /** Lets so many seconds pass. */
  wait: (seconds: number) => Promise<void>;
  /** Gets through a login page; without it a login page is the end. */
  login?: Login | undefined;
  /** Serves Client ID Metadata Documents where the authorization server can read them. */
  documents?: DocumentHost | undefined;
  /** Ends the authorization server and starts it again. */
  restart?: (() => Promise<void>) | undefined;
  capabilities: ReadonlySet<Capability>;
}
