import type { ServerIdentity } from '../certificates.ts';
import type { MockAuthorizationServer } from '../mock.ts';
import type { HeaderLine, TrafficEntry } from '../traffic.ts';

/** One exchange that the console shows; raw. An MCP server has endpoints and outages by other names than the mock. */
export interface ObservedExchange extends Omit<TrafficEntry, 'endpoint' | 'outage'> {
  readonly endpoint: string;
  readonly outage?: string;
}

/** Where exchanges come from: the mock's own traffic has this shape. */
export interface TrafficSource {
  list: () => readonly ObservedExchange[];
  clear: () => void;
  onEntry: (listener: (entry: ObservedExchange) => void) => () => void;
}

/** An MCP server beside the mock. */
export interface WatchedServer {
  readonly url: string;
  readonly traffic: TrafficSource;
}

/** What of a report the console shows; the reports of the harness have this shape. */
export interface ConsoleReport {
  readonly verdict: string;
  readonly specVersion: string;
  readonly target: { readonly url: string; readonly situation: string };
  readonly durationMs: number;
  readonly summary: Readonly<Record<SummaryName, number>>;
  readonly trouble?: readonly string[];
  readonly notes?: readonly string[];
  readonly checks: readonly ReportedCheck[];
  /** Without secrets. */
  readonly exchanges: readonly ReportedExchange[];
}

export type SummaryName = 'pass' | 'fail' | 'warn' | 'notApplicable' | 'untested' | 'inconclusive' | 'error';

export interface ReportedCheck {
  readonly id: string;
  readonly title: string;
  readonly level: string;
  readonly outcome: string;
  readonly expected?: string;
  readonly actual?: string;
  readonly reason?: string;
  readonly remedy?: string;
  readonly sources: readonly { readonly doc: string; readonly section: string; readonly url: string }[];
  readonly evidence: readonly string[];
}

export interface ReportedExchange {
  readonly id: string;
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly headers: readonly HeaderLine[];
    readonly body?: string;
  };
  readonly response?: {
    readonly status: number;
    readonly headers: readonly HeaderLine[];
    readonly body: string;
  };
  readonly failure?: { readonly message: string };
}

/** How far a run has come. */
export interface SuiteProgress {
  readonly text?: string;
  readonly done?: number;
  readonly total?: number;
}

/** The server suite, handed in by whoever has one: the mock itself never judges. */
export interface Suite {
  /** The URL that the form holds at first. */
  readonly url: string;
  /** The ways to run it, the usual one first. */
  readonly ways: readonly { readonly name: string; readonly title: string }[];
  /** Throws an error whose message is for the user. */
  run(
    wanted: { url: string; way: string },
    hooks: { signal: AbortSignal; onProgress: (progress: SuiteProgress) => void },
  ): Promise<ConsoleReport>;
}

export interface ConsoleOptions {
  readonly mock: MockAuthorizationServer;
  /** 0, the default, takes a free port. */
  readonly port?: number;
  /** Speaks https with this certificate and its key. */
  readonly tls?: ServerIdentity;
  /** MCP servers whose traffic is shown beside the mock's. */
  readonly servers?: readonly WatchedServer[];
  /** Lines to paste into the `.env` file of an MCP server. */
  readonly environment?: readonly (readonly [name: string, value: string])[];
  /** Further addresses to show. */
  readonly addresses?: readonly (readonly [name: string, url: string])[];
  readonly suite?: Suite;
}

/** A running console. */
export interface Console extends AsyncDisposable {
  /** With the secret that opens it. */
  readonly url: string;
  readonly port: number;
  /** Tells the open pages that something was changed from elsewhere. */
  refresh(): void;
  close(): Promise<void>;
}
