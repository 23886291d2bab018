import { join } from 'node:path';
import type { Capability } from '../contract.ts';
import type { Recorder } from '../http/recorder.ts';
import type { Redactor } from '../http/redact.ts';
import { ChildTrouble } from '../lab/child.ts';
import { startLab, type Lab, type LabOptions } from '../lab/lab.ts';
import { joinLab, type ControlAddress } from '../lab/remote-lab.ts';
import type { ContextFor } from '../run.ts';
import { createBasics, type Basics } from './basics.ts';
import { createMcpClient } from './client.ts';
import { createContext, type ServerContext } from './context.ts';
import { createGathered } from './gather.ts';
import type { LoginFor } from '../oauth/visit.ts';
import type { FieldLoginOptions } from './field-login.ts';
import type { KnownCall, ServerSite, ServerTarget } from './target.ts';
import { createTokenSource, type TokenSource } from './tokens.ts';

/** How an instance of the server under test is started and met. */
export interface InstanceOptions {
  /** URL of the MCP endpoint; in the lab `{port}` stands for a free port. */
  url: string;
  /** Wires the server to a mock authorization server; without it the server is tested as deployed. */
  lab?: Pick<
    LabOptions,
    'server' | 'profile' | 'scopes' | 'startTimeoutMs' | 'privateKeys' | 'accessTokens' | 'authority'
  >;
  /** The server is wired already to a mock that runs somewhere else; instead of `lab`. */
  control?: ControlAddress;
  token?: string;
  /** Tokens are got by a login at the authorization server that the server names. */
  fieldLogin?: Omit<FieldLoginOptions, 'revision' | 'login' | 'kept'> & {
    login?: LoginFor | undefined;
    /** File that keeps registration and tokens for the next run. */
    credentials?: string | undefined;
  };
  calls?: KnownCall[];
  strictHttps?: boolean;
  dedicatedIssuer?: boolean;
  /** How long one exchange may take, milliseconds. */
  timeoutMs?: number;
  /** How long the server may take to recover from an outage or to notice a new key, milliseconds. */
  patienceMs?: number;
  signal?: AbortSignal;
  /** Folder that exists, for the log of the server under test. */
  outputFolder?: string;
}

const TIMEOUT_MS = 10_000;
/** Libraries rest 30 s between two looks at a key set. */
const PATIENCE_MS = 60_000;

/**
 * Starts the lab of an instance; gives the trouble when the server under test did not come up.
 *
 * @param number 1 for the instance that most checks meet.
 */
export async function openLab(
  options: InstanceOptions,
  redactor: Redactor,
  number = 1,
): Promise<Lab | ChildTrouble | undefined> {
  try {
    const opened = await labOf(options, redactor, number);
    if (opened !== undefined) redactor.learn('client_secret', opened.mock.client.secret);
    return opened;
  } catch (error) {
    if (error instanceof ChildTrouble) return error;
    throw error;
  }
}

async function labOf(
  { url, lab, control, outputFolder, signal }: InstanceOptions,
  redactor: Redactor,
  number: number,
): Promise<Lab | undefined> {
  if (control !== undefined) {
    redactor.learn('control_secret', control.secret);
    return joinLab(url, control);
  }
  if (lab === undefined) return undefined;
  const log = number === 1 ? 'server.log' : `server-${number}.log`;
  return startLab(url, {
    ...lab,
    redact: (line) => redactor.heard(line),
    logFile: outputFolder === undefined ? undefined : join(outputFolder, log),
    signal,
  });
}

/**
 * What one knows of an instance before it is met.
 *
 * @param origins Those of the instances that are met already; this one's is added.
 */
export function siteOf(
  options: InstanceOptions,
  recorder: Recorder,
  lab: Lab | undefined,
  origins = new Set<string>(),
): ServerSite {
  const url = lab?.endpoint ?? options.url;
  const endpoint = new URL(url);
  return {
    url,
    endpoint,
    origins: origins.add(endpoint.origin),
    situation: lab === undefined ? 'field' : 'lab',
    recorder,
    calls: options.calls ?? [],
    strictHttps: options.strictHttps ?? false,
    dedicatedIssuer: options.dedicatedIssuer ?? false,
    timeoutMs: options.timeoutMs ?? TIMEOUT_MS,
    patienceMs: options.patienceMs ?? PATIENCE_MS,
    token: options.token,
    lab,
    capabilities: capabilitiesOf(options, lab),
  };
}

function capabilitiesOf(
  { token, fieldLogin }: InstanceOptions,
  lab: Lab | undefined,
): ReadonlySet<Capability> {
  if (lab !== undefined) {
    const always: Capability[] = ['token', 'mint', 'second-resource', 'outage'];
    return new Set(lab.isJoined ? always : [...always, 'restart', 'upstream-view']);
  }
  if (fieldLogin !== undefined) return new Set(['token', 'login']);
  return new Set(token === undefined ? [] : ['token']);
}

/** Contexts for the checks that meet this instance; they share what is gathered of it. */
export function contextsOf(
  target: ServerTarget,
  basics: Basics = createBasics(target),
  goodToken: TokenSource = createTokenSource(target, basics),
): ContextFor<ServerContext> {
  const client = createMcpClient(target, goodToken);
  const gathered = createGathered(target, basics, client, goodToken);
  return (id) => createContext(id, { target, client, gathered, goodToken });
}

/** One more instance of the server under test, in a lab of its own. */
export interface OtherInstance {
  /** Undefined when it did not come up: the first one then serves alone. */
  contexts: Promise<ContextFor<ServerContext> | undefined>;
  close(): Promise<void>;
}

/** Starts further instances beside the one that is met already. */
export function openOthers(
  options: InstanceOptions,
  { target, redactor, count }: { target: ServerTarget; redactor: Redactor; count: number },
): OtherInstance[] {
  return Array.from({ length: count }, (_, index) => {
    const opening = openLab(options, redactor, index + 2).catch(() => undefined);
    const opened = opening.then((lab) => (lab instanceof ChildTrouble ? undefined : lab));
    const contexts = opened.then((lab) =>
      lab === undefined
        ? undefined
        : contextsOf({
            ...siteOf(options, target.recorder, lab, target.origins),
            revision: target.revision,
          }),
    );
    return { contexts, close: async () => (await opened)?.close() };
  });
}
