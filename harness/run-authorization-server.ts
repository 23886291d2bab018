import { createContext, type AuthorizationServerContext } from './authorization-server/context.ts';
import { createGathered } from './authorization-server/gather.ts';
import type { AuthorizationServerTarget } from './authorization-server/target.ts';
import { loadCatalogue, type Catalogue } from './catalogue.ts';
import type { Capability, Report, Revision, RunEvent } from './contract.ts';
import { findChecks } from './find-checks.ts';
import { createGuard } from './http/guard.ts';
import { isLoopback } from './http/loopback.ts';
import { createRecorder, type Recorder } from './http/recorder.ts';
import { createRedactor, type Redactor } from './http/redact.ts';
import { REVISIONS } from './mcp/revision.ts';
import type { Login } from './oauth/visit.ts';
import { planChecks, type FoundCheck } from './plan.ts';
import { assembleReport, interruption, notReached, unreached } from './report.ts';
import { runChecks } from './run.ts';

type Given = Pick<
  AuthorizationServerTarget,
  'issuer' | 'scopes' | 'client' | 'strategy' | 'documents' | 'restart'
>;

export interface AuthorizationServerRunOptions extends Given {
  /** The newest by default: an authorization server does not tell which one it follows. */
  specVersion?: Revision | 'auto';
  resources?: readonly string[];
  strictHttps?: boolean;
  /** How long one exchange may take, milliseconds. */
  timeoutMs?: number;
  /** Gets through a login page. */
  login?: Login | ((recorder: Recorder) => Login) | undefined;
  /**
   * Whether clients may be registered and people logged in. By default only at a server on this machine: what changes
   * the state of a deployed one is to be asked for.
   */
  intrusive?: boolean;
  /** Certificates (PEM) that are trusted beside those that Node.js trusts. */
  ca?: string | undefined;
  /** Which checks run; all by default. */
  only?: (id: string) => boolean;
  /** How many checks run side by side. */
  concurrency?: number;
  signal?: AbortSignal;
  onEvent?: (event: RunEvent) => void;
  /** The catalogue, when it is loaded already. */
  catalogue?: Catalogue;
  /** Where the suites stand. */
  suites?: URL;
}

const SUITES = new URL('../suites/', import.meta.url);
const CONCURRENCY = 8;
const TIMEOUT_MS = 10_000;

/** Runs the authorization-server suite and gives the report, also when the run could not go on; `trouble` then says why. */
export async function runAuthorizationServerSuite(options: AuthorizationServerRunOptions): Promise<Report> {
  const started = new Date();
  const redactor = createRedactor();
  const found = await loadChecks(options);
  const recorder = createRecorder({
    redactor,
    guard: createGuard({ target: new URL(options.issuer) }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
    ...(options.ca === undefined ? {} : { ca: options.ca }),
  });
  try {
    return await examine({ options, started, found, redactor, recorder });
  } finally {
    await recorder.close();
  }
}

async function loadChecks({ catalogue, suites = SUITES, only }: AuthorizationServerRunOptions) {
  const all = catalogue ?? (await loadCatalogue(new URL('catalogue/', suites)));
  const found = await findChecks<AuthorizationServerContext>(suites, 'authorization-server', all);
  return found.filter(({ check }) => only?.(check.id) ?? true);
}

interface Prepared {
  options: AuthorizationServerRunOptions;
  started: Date;
  found: FoundCheck<AuthorizationServerContext>[];
  redactor: Redactor;
  recorder: Recorder;
}

async function examine({ options, started, found, redactor, recorder }: Prepared): Promise<Report> {
  const target = targetOf(options, recorder);
  const gathered = createGathered(target, (outgoing, by) =>
    recorder.send({ timeoutMs: target.timeoutMs, ...outgoing }, by),
  );
  options.onEvent?.({ type: 'phase', text: 'Looking at the authorization server' });
  const places = await gathered.places();
  const troubles = places.map(({ exchange }) => notReached(exchange));
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
          onEvent: options.onEvent,
          contextFor: (id) => createContext(id, { target, gathered }),
        })
      : plan.map((one) => unreached(one, trouble));
  return assembleReport(
    {
      target: { role: 'authorization-server', url: options.issuer, situation: target.situation },
      specVersion: target.revision,
      started,
      checks,
      troubles: trouble === undefined ? interruption(options.signal) : [trouble],
      exchanges: recorder.exchanges,
    },
    redactor,
  );
}

function targetOf(options: AuthorizationServerRunOptions, recorder: Recorder): AuthorizationServerTarget {
  const { issuer, client, login, specVersion = 'auto', restart } = options;
  if (client?.secret !== undefined) recorder.redactor.learn('client_secret', client.secret);
  const isOurs = isLoopback(new URL(issuer).hostname);
  const mayRegister = options.intrusive ?? (isOurs || login !== undefined || restart !== undefined);
  const capabilities: Capability[] = [
    ...(mayRegister ? (['registration'] as const) : []),
    ...(mayRegister || client !== undefined ? (['login'] as const) : []),
    ...(restart === undefined ? [] : (['restart'] as const)),
  ];
  return {
    issuer,
    revision: specVersion === 'auto' ? (REVISIONS.at(-1) ?? '2026-07-28') : specVersion,
    situation: restart === undefined ? 'field' : 'lab',
    recorder,
    strictHttps: options.strictHttps ?? false,
    timeoutMs: options.timeoutMs ?? TIMEOUT_MS,
    resources: options.resources ?? [],
    scopes: options.scopes,
    client,
    strategy: options.strategy,
    mayRegister,
    login: typeof login === 'function' ? login(recorder) : login,
    documents: options.documents,
    restart,
    capabilities: new Set(capabilities),
  };
}

const ALLOW = 'give --login auto, browser or script, or --intrusive';

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
