import type { Exchange, Revision, Situation } from '../contract.ts';
import type { Outgoing, Reply } from '../http/recorder.ts';
import type { Lab } from '../lab/lab.ts';
import type { LabAuthorizationServer } from '../lab/authorization-server.ts';
import type { MintOptions, Outage, OutageOptions } from '../../mock-as/index.ts';
import { untested } from '../signals.ts';
import type { McpClient } from './client.ts';
import type { Gathered } from './gather.ts';
import type { CallOptions, ServerTarget } from './target.ts';
import type { TokenSource } from './tokens.ts';

/** What a check of the role `server` may do. */
export interface ServerContext {
  readonly url: string;
  readonly endpoint: URL;
  readonly revision: Revision;
  readonly situation: Situation;
  readonly target: ServerTarget;
  readonly gathered: Gathered;
  /** Sends one MCP request; by default the protected operation, without a token. */
  call(options?: CallOptions): Promise<Exchange>;
  /** Sends any HTTP request. */
  send(outgoing: Outgoing): Promise<Exchange>;
  /** `call` with the raw reply at hand: for acting on and for facts, never for evidence. */
  exchange(options: CallOptions): Promise<Reply>;
  /** `send` with the raw reply at hand. */
  raw(outgoing: Outgoing): Promise<Reply>;
  /** A fresh token that the server should accept, with every scope that is known. */
  goodToken(): Promise<string>;
  /** A token of the lab's authorization server, or of another: good but for what the options bend. Needs `mint`. */
  mint(options?: MintOptions, at?: LabAuthorizationServer): Promise<string>;
  /**
   * A good token for a user that this check has for itself, so that what other checks keep does not stand in the answers:
   * the usual user's where the server serves nobody that it does not know, or where no token can be made.
   */
  ownToken(options?: MintOptions): Promise<string>;
  /** The same for what several checks look at: its exchanges are told as `gather/<name>`, whichever check came first. */
  as(name: string): ServerContext;
  /** Stages an outage of the authorization server; ended at the latest when the check ends. Needs `outage`. */
  outage(options: OutageOptions): Promise<Outage>;
  /** The lab, for what the shortcuts do not cover. Needs `mint`, `outage` or `restart`. */
  lab(): Lab;
}

export interface ContextOptions {
  target: ServerTarget;
  client: McpClient;
  gathered: Gathered;
  goodToken: TokenSource;
}

/** A context for one check, and the function that puts right what the check disturbed. */
export function createContext(
  by: string,
  options: ContextOptions,
): { context: ServerContext; restore: () => Promise<void> } {
  const outages: Outage[] = [];
  return {
    context: contextFor(by, options, outages),
    restore: async () => {
      await Promise.all(outages.map((outage) => outage.end()));
    },
  };
}

/** @param outages where those go that were staged, to be ended. */
function contextFor(by: string, options: ContextOptions, outages: Outage[]): ServerContext {
  const { target, client, gathered } = options;
  const lab = () => {
    if (target.lab === undefined) {
      if (target.capabilities.has('login'))
        throw untested('Needs an authorization server that is in our hands: run in the lab with --command.');
      throw new Error(`${by} uses the lab without saying so in needs`);
    }
    return target.lab;
  };
  const exchange = async (call: CallOptions) => {
    const operation = call.operation ?? (await gathered.protectedOperation()).operation;
    return client.send({ ...call, operation }, by);
  };
  const raw = (outgoing: Outgoing) => target.recorder.send({ timeoutMs: target.timeoutMs, ...outgoing }, by);
  const goodToken = async (overrides?: MintOptions, at?: LabAuthorizationServer) => {
    const token = await options.goodToken(overrides, at);
    if (token === undefined) throw untested('No token at hand. Give --token, or run in the lab.');
    return token;
  };
  return {
    url: target.url,
    endpoint: target.endpoint,
    revision: target.revision,
    situation: target.situation,
    target,
    gathered,
    exchange,
    lab,
    goodToken: () => goodToken(),
    ownToken: async (overrides = {}) => {
      const subject = `conformance-${by.replace(/\W+/g, '-')}`;
      return goodToken((await gathered.servesAnybody()) ? { subject, ...overrides } : overrides);
    },
    call: async (call = {}) => (await exchange(call)).exchange,
    send: async (outgoing) => (await raw(outgoing)).exchange,
    raw,
    mint: goodToken,
    outage: async (outage) => {
      const started = await lab().mock.outage(outage);
      outages.push(started);
      return started;
    },
    as: (name) => contextFor(`gather/${name}`, options, outages),
  };
}
