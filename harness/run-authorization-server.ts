import { setTimeout as delay } from 'node:timers/promises';
import { createContext, type AuthorizationServerContext } from './authorization-server/context.ts';
import type { DocumentPlace } from './authorization-server/document-host.ts';
import type { DocumentHost } from './authorization-server/documents.ts';
import { createGathered } from './authorization-server/gather.ts';
import type { AuthorizationServerLab, AuthorizationServerLabOptions } from './authorization-server/lab.ts';
import { patient } from './authorization-server/patience.ts';
import type { AuthorizationServerTarget } from './authorization-server/target.ts';
import type { Capability, CheckResult, Exchange, Report, Revision, RunEvent } from './contract.ts';
import { createGuard } from './http/guard.ts';
import { isLoopback } from './http/loopback.ts';
import { createRecorder, type Recorder } from './http/recorder.ts';
import { createRedactor, type Redactor } from './http/redact.ts';
import { ChildTrouble } from './lab/child.ts';
import { loadSuite, type SuiteChoice } from './load-suite.ts';
import { MODERN } from './mcp/revision.ts';
import type { Login, LoginFor } from './oauth/visit.ts';
import { planChecks, type FoundCheck } from './plan.ts';
import { assembleReport, interruption, notReached, unreached, withoutSecrets } from './report.ts';
import { runChecks } from './run.ts';

type Given = Partial<
  Pick<
    AuthorizationServerTarget,
    'scopes' | 'client' | 'strategy' | 'resources' | 'strictHttps' | 'timeoutMs'
  >
>;

export interface AuthorizationServerRunOptions extends Given, SuiteChoice {
  /** The issuer identifier, as the metadata has it; in the lab `{port}` stands for a free port. */
  issuer: string;
  /** Starts the authorization server; without it, it is tested as deployed. */
  lab?: AuthorizationServerLabOptions;
  /** Ends and starts again an authorization server that the caller has started. */
  restart?: () => Promise<void>;
  /** The newest by default: an authorization server does not tell which one it follows. */
  specVersion?: Revision | 'auto';
  /** Gets through a login page; without it redirects are followed, and nothing is submitted. */
  login?: LoginFor | undefined;
  /** Where documents of clients are published; in the lab there is a place already. */
  documentPlace?: DocumentPlace;
  /**
   * Whether clients may be registered and people logged in. By default only at a server on this machine: what changes
   * the state of a deployed one is to be asked for.
   */
  intrusive?: boolean;
  /** Waits for codes and tokens to expire, as long as that takes. */
  waitExpiry?: boolean;
  /** Lets so many seconds pass; a test moves the clock of its authorization server instead. */
  wait?: (seconds: number) => Promise<void>;
  /** Certificates (PEM) that are trusted beside those that Node.js trusts. */
  ca?: string;
  /** How many checks run side by side. */
  concurrency?: number;
  signal?: AbortSignal;
  onEvent?: (event: RunEvent) => void;
}

const CONCURRENCY = 8;
const TIMEOUT_MS = 10_000;

/** Runs the authorization-server suite and gives the report, also when the run could not go on; `trouble` then says why. */
export async function runAuthorizationServerSuite(options: AuthorizationServerRunOptions): Promise<Report> {
  const started = new Date();
  const redactor = createRedactor();
  const found = await loadSuite<AuthorizationServerContext>('authorization-server', options);
  const begun: (() => Promise<unknown>)[] = [];
  try {
    const lab = await openLab(options, redactor);
    if (lab instanceof ChildTrouble) return notStarted({ options, started, found, redactor }, lab.message);
    if (lab !== undefined) begun.push(() => lab.close());
    const recorder = createRecorder({
      redactor,
      guard: createGuard({ target: new URL(lab?.issuer ?? options.issuer) }),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
      ...(options.ca === undefined ? {} : { ca: options.ca }),
    });
    begun.push(() => recorder.close());
    const login = await options.login?.(recorder);
    begun.push(async () => login?.[Symbol.asyncDispose]?.());
    const documents = lab?.documents ?? (await openDocuments(options));
    if (documents !== lab?.documents) begun.push(async () => documents?.close());
    return await examine({ options, started, found, redactor }, { recorder, lab, login, documents });
  } finally {
    for (const end of begun.reverse()) await end();
  }
}

async function openLab(
  { issuer, lab, onEvent, signal }: AuthorizationServerRunOptions,
  redactor: Redactor,
): Promise<AuthorizationServerLab | ChildTrouble | undefined> {
  if (lab === undefined) return undefined;
  onEvent?.({ type: 'phase', text: 'Starting the authorization server' });
  const { startAuthorizationServerLab } = await import('./authorization-server/lab.ts');
  try {
    return await startAuthorizationServerLab(issuer, {
      redact: (line) => redactor.heard(line),
      signal,
      ...lab,
    });
  } catch (error) {
    if (error instanceof ChildTrouble) return error;
    throw error;
  }
}

async function openDocuments({
  documentPlace,
}: AuthorizationServerRunOptions): Promise<DocumentHost | undefined> {
  if (documentPlace === undefined) return undefined;
  const { startDocumentHost } = await import('./authorization-server/document-host.ts');
  return startDocumentHost(documentPlace);
}

interface Prepared {
  options: AuthorizationServerRunOptions;
  started: Date;
  found: FoundCheck<AuthorizationServerContext>[];
  redactor: Redactor;
}

interface Opened {
  recorder: Recorder;
  lab: AuthorizationServerLab | undefined;
  login: Login | undefined;
  documents: DocumentHost | undefined;
}

async function examine(prepared: Prepared, opened: Opened): Promise<Report> {
  const { options, found } = prepared;
  const target = targetOf(options, opened);
  const { recorder } = target;
  const gathered = createGathered(target, (outgoing, by) =>
    recorder.send({ timeoutMs: target.timeoutMs, ...outgoing }, by),
  );
  options.onEvent?.({ type: 'phase', text: 'Looking at the authorization server' });
  const troubles = (await gathered.places()).map(({ exchange }) => notReached(exchange));
  const trouble = troubles.every((text) => text !== undefined) ? troubles[0] : undefined;
  const plan = planChecks(found, target.revision);
  const checks =
    trouble === undefined
      ? await runChecks(plan, {
          capabilities: target.capabilities,
          enabling: ENABLING,
          intrusiveRefused: target.mayRegister ? undefined : INTRUSIVE,
          concurrency: options.concurrency ?? CONCURRENCY,
          signal: options.signal,
          onEvent: withoutSecrets(options.onEvent, prepared.redactor),
          contextFor: (id) => createContext(id, { target, gathered }),
        })
      : plan.map((one) => unreached(one, trouble));
  await gathered.forget();
  return assemble(prepared, {
    issuer: target.issuer,
    checks,
    troubles: trouble === undefined ? interruption(options.signal) : [trouble],
    exchanges: recorder.exchanges,
  });
}

/** The report of a run whose authorization server did not come up. */
function notStarted(prepared: Prepared, trouble: string): Report {
  const { options, found } = prepared;
  const checks = planChecks(found, revisionOf(options)).map((one) => unreached(one, trouble));
  return assemble(prepared, { issuer: options.issuer, checks, troubles: [trouble], exchanges: [] });
}

interface Finished {
  issuer: string;
  checks: CheckResult[];
  troubles: string[];
  exchanges: readonly Exchange[];
}

function assemble({ options, started, redactor }: Prepared, { issuer, ...finished }: Finished): Report {
  const situation = options.lab === undefined ? 'field' : 'lab';
  const target = { role: 'authorization-server', url: issuer, situation } as const;
  return assembleReport({ ...finished, target, specVersion: revisionOf(options), started }, redactor);
}

function revisionOf({ specVersion = 'auto' }: AuthorizationServerRunOptions): Revision {
  return specVersion === 'auto' ? MODERN : specVersion;
}

function targetOf(
  options: AuthorizationServerRunOptions,
  { recorder, lab, login, documents }: Opened,
): AuthorizationServerTarget {
  const { client } = options;
  const restart = lab === undefined ? options.restart : () => lab.restart();
  if (client?.secret !== undefined) recorder.redactor.learn('client_secret', client.secret);
  const issuer = lab?.issuer ?? options.issuer;
  const isOurs = lab !== undefined || isLoopback(new URL(issuer).hostname);
  const mayRegister = options.intrusive ?? (isOurs || login !== undefined);
  const wait =
    options.wait ?? ((seconds: number) => delay(seconds * 1000, undefined, { signal: options.signal }));
  const capabilities: Capability[] = [
    ...(mayRegister ? (['registration'] as const) : []),
    ...(mayRegister || client !== undefined ? (['login'] as const) : []),
    ...(restart === undefined ? [] : (['restart'] as const)),
  ];
  return {
    issuer,
    revision: revisionOf(options),
    situation: lab === undefined ? 'field' : 'lab',
    recorder: patient(recorder, wait),
    strictHttps: options.strictHttps ?? false,
    timeoutMs: options.timeoutMs ?? TIMEOUT_MS,
    resources: options.resources ?? [],
    scopes: options.scopes,
    client,
    strategy: options.strategy,
    mayRegister,
    waitExpiry: options.waitExpiry ?? false,
    wait,
    login,
    documents,
    restart,
    capabilities: new Set(capabilities),
  };
}

const ALLOW = 'give --login auto, browser or a script, or --intrusive';

/** How to give the situation what a check needs. */
const ENABLING: Record<Capability, string> = {
  login: `Needs to go through an authorization: ${ALLOW}, or --client-id of a client that is registered there.`,
  registration: `Registers a client, which changes the target: ${ALLOW}.`,
  restart: 'Needs to restart the authorization server: start it with --command.',
  token: `Needs a token: ${ALLOW}.`,
  'second-resource': 'Needs a second resource that the authorization server knows: give --resource twice.',
  mint: 'Needs made-up tokens, which no authorization server gives.',
  outage: 'Needs to switch off what stands behind the authorization server.',
  'upstream-view': 'Needs to see what the authorization server sends.',
};

const INTRUSIVE = `Changes the state of the target: ${ALLOW}.`;
