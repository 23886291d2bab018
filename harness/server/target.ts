import type { Capability, Exchange, HeaderLine, Revision, Situation } from '../contract.ts';
import type { Recorder } from '../http/recorder.ts';
import type { Lab } from '../lab/lab.ts';
import type { Operation } from '../mcp/wire.ts';

/** An operation that the user names by `--call tool[=json][@scope+scope]`. */
export interface KnownCall {
  operation: Operation;
  /** The scopes that it needs, when the user says so. */
  scopes?: string[];
}

/** The server under test, before one knows which revision it speaks. */
export interface ServerSite {
  /** The MCP endpoint, as the user wrote it. */
  url: string;
  endpoint: URL;
  /** Origins of every instance of the server that this run meets. */
  origins: Set<string>;
  situation: Situation;
  recorder: Recorder;
  /** Calls that the user knows to be harmless; first choice when a protected operation is looked for. */
  calls: KnownCall[];
  /** Apply duties about https to loopback hosts too. */
  strictHttps: boolean;
  /** The operator says that its authorization server issues tokens for this server alone, so they may name no audience. */
  dedicatedIssuer: boolean;
  /** How long one exchange may take, milliseconds. */
  timeoutMs: number;
  /** How long the server may take to notice by itself what changed at the authorization server, milliseconds. */
  patienceMs: number;
  /** A token that the user holds. */
  token?: string | undefined;
  lab?: Lab | undefined;
  capabilities: ReadonlySet<Capability>;
}

/** Everything that stays the same while one server is tested. */
export interface ServerTarget extends ServerSite {
  revision: Revision;
}

/** How one MCP request is sent. Everything may be bent. */
export interface CallOptions {
  /** Sent as `Authorization: Bearer …`. */
  token?: string | undefined;
  /** Raw values of Authorization lines, instead of `token`. */
  authorization?: string[];
  /** Default: the protected operation that was found. */
  operation?: Operation;
  /** More header lines; one of the same name replaces all of ours. */
  headers?: HeaderLine[];
  method?: string;
  url?: string | URL;
  /** Replaces the JSON-RPC message. */
  body?: string;
  /** `none` sends no `Mcp-Session-Id`, even where the operation needs a session. */
  session?: 'none';
  /** Another revision than the tested one. */
  revision?: Revision;
  timeoutMs?: number;
  /** Exchanges of the same key share one connection. */
  connection?: string;
}

/** Where protection begins. */
export type Protection =
  | {
      state: 'protected';
      /** The first operation that is refused without a token. */
      operation: Operation;
      /** The refusal. */
      bare: Exchange;
      /** Operations that are open to everyone. */
      open: string[];
    }
  | { state: 'open' | 'unclear'; reason: string; evidence: string[] };
