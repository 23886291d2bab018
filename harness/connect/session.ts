import type { Exchange, Revision } from '../contract.ts';
import type { Outgoing, Recorder, Reply } from '../http/recorder.ts';
import type { Login } from '../oauth/visit.ts';
import type { Finding, Halt, Journal, StepWriter } from './journal.ts';
import type { Memory } from '../oauth/memory.ts';
import { REDIRECT_URI } from '../oauth/redirect-uri.ts';
import type { ConnectOptions, Layer } from './types.ts';

/** What all steps of one attempt share. */
export interface Session {
  readonly options: ConnectOptions;
  /** The MCP endpoint. */
  readonly url: URL;
  /** The revision whose rules the client keeps. */
  readonly rules: Revision;
  readonly recorder: Recorder;
  readonly journal: Journal;
  readonly memory: Memory;
  readonly login: Login | undefined;
  /** Sends a request as part of a step. */
  send(step: StepWriter, outgoing: Outgoing): Promise<Reply>;
  wait(milliseconds: number): Promise<void>;
}

export function redirectUriOf({ options, login }: Pick<Session, 'options' | 'login'>): string {
  return options.redirectUri ?? login?.redirectUri ?? REDIRECT_URI;
}

const HINTS: Record<NonNullable<Exchange['failure']>['kind'], string> = {
  refused: 'See that the server runs and that host and port are right.',
  dns: 'See that the host name is spelled right and that this machine reaches its name server.',
  tls: 'See that the scheme is right and that the certificate holds; NODE_EXTRA_CA_CERTS names further authorities.',
  reset: 'Look at the log of the server, and see that the scheme is right (http or https).',
  timeout: 'See whether it answers other clients; --timeout gives it longer.',
  protocol: 'See that this is the port of an HTTP server.',
  blocked: 'Name an address that a client on the network can reach.',
  aborted: 'Run it again.',
  other: 'See whether another client reaches it.',
};

const WHOSE: Record<Layer, string> = {
  challenge: 'the MCP server',
  call: 'the MCP server',
  'protected-resource-metadata': 'the protected resource metadata',
  'authorization-server-metadata': 'the metadata of the authorization server',
  registration: 'the registration endpoint',
  authorize: 'the authorization endpoint',
  callback: 'the authorization endpoint',
  token: 'the token endpoint',
  refresh: 'the token endpoint',
};

/** Ends the attempt when a request had no answer, or 5xx: nothing is known then, and everything stored stays. */
export function outageOf(step: StepWriter, { exchange, status }: Reply): Halt | undefined {
  const { request, response, failure } = exchange;
  const whose = WHOSE[step.step.layer];
  if (response === undefined && failure?.kind === 'blocked') {
    return step.violation({
      text: `${request.url} may not be asked: ${failure.message}`,
      cause: 'A document of a public server names an address inside a network, where no client may be led.',
      fix: HINTS.blocked,
    });
  }
  if (response === undefined) {
    return step.incomplete({
      text: `${request.method} ${request.url} had no answer: ${failure?.message ?? 'unknown reason'}`,
      cause: `${whose[0]?.toUpperCase() ?? ''}${whose.slice(1)} cannot be reached from here.`,
      fix: HINTS[failure?.kind ?? 'other'],
    });
  }
  if ((status ?? 0) < 500) return undefined;
  const finding: Finding = {
    text: `${request.url} answered ${status ?? 0}: a failure of the server, which may pass.`,
    cause: `Something behind ${whose} failed.`,
    fix: 'Look at its log, and run this again. What was stored is kept.',
  };
  return step.incomplete(finding);
}

/** One line for a person: what kind of thing an answer that is no JSON object is. */
export function looksLike(reply: Reply): string {
  const { exchange, text } = reply;
  const { response, failure } = exchange;
  if (response === undefined) return `no answer (${failure?.message ?? 'unknown reason'})`;
  const type = reply.header('content-type') ?? '';
  const isPage = type.toLowerCase().includes('html') || /^\s*<(!doctype|html)/i.test(text);
  if (isPage) return `${response.status} with a web page (HTML)`;
  if (response.status >= 300 && response.status < 400)
    return `${response.status}, a redirect to ${reply.header('location') ?? 'nowhere'}`;
  return response.status === 200 ? `200 with something that is no JSON object` : String(response.status);
}
