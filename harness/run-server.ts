import type { Capability, CheckResult, Exchange, Report, Revision, RunEvent, Situation } from './contract.ts';
import { createGuard } from './http/guard.ts';
import { createRecorder, type Recorder } from './http/recorder.ts';
import { createRedactor, type Redactor } from './http/redact.ts';
import { ChildTrouble } from './lab/child.ts';
import { detectRevision, type Era } from './mcp/era.ts';
import { UNTOLD_REVISION } from './mcp/revision.ts';
import { loadSuite, type SuiteChoice } from './load-suite.ts';
import { planChecks, type FoundCheck, type PlannedCheck } from './plan.ts';
import { assembleReport, interruption, notReached, unreached, withoutSecrets } from './report.ts';
import { runChecks } from './run.ts';
import { createBasics, type Basics } from './server/basics.ts';
import { createMcpClient } from './server/client.ts';
import type { ServerContext } from './server/context.ts';
import { createFieldLogin, type FieldLoginOptions } from './server/field-login.ts';
import { contextsOf, openLab, openOthers, siteOf, type InstanceOptions } from './server/instance.ts';
import type { KeptLogin } from './server/kept-login.ts';
import type { ServerSite, ServerTarget } from './server/target.ts';
import { createTokenSource, type TokenSource } from './server/tokens.ts';

export interface ServerRunOptions extends InstanceOptions, SuiteChoice {
  specVersion?: Revision | 'auto';
  intrusive?: boolean;
  /** Lets the lab speak https: its mock, and a server under test whose URL is https. */
  tls?: boolean;
  /** Certificates (PEM) that are trusted beside those that Node.js trusts, for a server as deployed. */
  ca?: string;
  /** How many checks run side by side. */
  concurrency?: number;
  /**
   * How many instances of the server under test the lab runs side by side, 2 by default; outages and restarts then
   * happen to one while the other is asked. Always one when the URL names the port.
   */
  instances?: number;
  onEvent?: (event: RunEvent) => void;
}

const CONCURRENCY = 8;
const INSTANCES = 2;
/** Fewer exclusive checks are not worth a second instance. */
const WORTH_ANOTHER = 4;

/**
 * Runs the server suite and gives the report, also when the run could not go on; `trouble` then says why.
 *
 * @throws RangeError for an unknown placeholder.
 */
export async function runServerSuite(given: ServerRunOptions): Promise<Report> {
  const started = new Date();
  const options = await withAuthority(given);
  const redactor = createRedactor();
  // The checks are loaded while the lab starts: its key and the server under test take their time.
  if (options.lab !== undefined) {
    const text = 'Starting the mock authorization server and the server under test';
    options.onEvent?.({ type: 'phase', text });
  } else if (options.control !== undefined) {
    options.onEvent?.({ type: 'phase', text: 'Joining the mock authorization server' });
  }
  const starting = openLab(options, redactor);
  const [loaded, opened] = await Promise.allSettled([loadSuite<ServerContext>('server', options), starting]);
  if (opened.status === 'rejected') throw opened.reason;
  const lab = opened.value;
  if (loaded.status === 'rejected') {
    if (!(lab instanceof ChildTrouble)) await lab?.close();
    throw loaded.reason;
  }
  const found = loaded.value;
  if (lab instanceof ChildTrouble) {
    return notStarted({ options, started, found, redactor, trouble: lab.message });
  }
  const url = lab?.endpoint ?? options.url;
  const ca = lab?.ca ?? options.ca;
  const recorder = createRecorder({
    redactor,
    guard: createGuard({ target: new URL(url) }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
    ...(ca === undefined ? {} : { ca }),
  });
  const login = await loginOf(options, recorder);
  try {
    const site = siteOf(options, recorder, lab);
    return await examine({ options, started, found, redactor }, site, login);
  } finally {
    await Promise.allSettled([recorder.close(), lab?.close(), login?.login?.[Symbol.asyncDispose]?.()]);
  }
}

async function loginOf({ url, fieldLogin, specVersion = 'auto' }: ServerRunOptions, recorder: Recorder) {
  if (fieldLogin === undefined) return undefined;
  const { login: make, credentials, ...given } = fieldLogin;
  const kept = credentials === undefined ? undefined : await openKept(credentials, url, recorder);
  const login = await make?.(recorder);
  return { ...given, login, kept, revision: specVersion === 'auto' ? undefined : specVersion };
}

async function openKept(file: string, url: string, { redactor }: Recorder): Promise<KeptLogin> {
  const [{ openMemory }, { createKeptLogin }] = await Promise.all([
    import('./oauth/memory.ts'),
    import('./server/kept-login.ts'),
  ]);
  return createKeptLogin(await openMemory(file, redactor), url);
}

/** One authority for all labs of a run: the harness trusts it too. */
async function withAuthority(options: ServerRunOptions): Promise<ServerRunOptions> {
  const { lab, tls = false } = options;
  if (!tls || lab === undefined) return options;
  const { createCertificateAuthority } = await import('../mock-as/index.ts');
  return { ...options, lab: { ...lab, authority: await createCertificateAuthority() } };
}

/** What a run has before it meets the server. */
interface Prepared {
  options: ServerRunOptions;
  started: Date;
  found: FoundCheck<ServerContext>[];
  redactor: Redactor;
}

async function examine(prepared: Prepared, site: ServerSite, login?: FieldLoginOptions): Promise<Report> {
  const { options, found } = prepared;
  const basics = createBasics(site);
  options.onEvent?.({ type: 'phase', text: 'Looking at the server' });
  const trouble = notReached(await basics.bareOpening());
  const field = login === undefined ? undefined : createFieldLogin(site, basics, login);
  const tokens = field?.tokens ?? createTokenSource(site, basics);
  const noLogin = trouble === undefined ? await field?.trouble() : undefined;
  const era = trouble === undefined ? await eraOf(options, site, tokens) : fallbackEra(options);
  const plan = planChecks(found, era.revision);
  const checks =
    trouble === undefined
      ? await run(prepared, plan, { ...site, revision: era.revision }, basics, tokens)
      : plan.map((one) => unreached(one, trouble));
  const troubles = trouble === undefined ? interruption(options.signal) : [trouble];
  return assemble(prepared, {
    url: site.url,
    profile: site.lab?.profile,
    era,
    notes: noLogin === undefined ? [] : [`There was no token to test with: ${noLogin}`],
    checks,
    troubles,
    exchanges: site.recorder.exchanges,
  });
}

/** The report of a run whose server did not come up. */
function notStarted({ trouble, ...prepared }: Prepared & { trouble: string }): Report {
  const era = fallbackEra(prepared.options);
  const checks = planChecks(prepared.found, era.revision).map((one) => unreached(one, trouble));
  const { url, lab } = prepared.options;
  const profile = lab === undefined ? undefined : (lab.profile ?? 'scalekit');
  return assemble(prepared, { url, profile, era, notes: [], checks, troubles: [trouble], exchanges: [] });
}

async function eraOf(options: ServerRunOptions, site: ServerSite, tokens: TokenSource): Promise<Era> {
  if (options.specVersion !== undefined && options.specVersion !== 'auto')
    return { revision: options.specVersion };
  const token = await tokens().catch(() => undefined);
  return detectRevision(async (revision, operation) => {
    const client = createMcpClient({ ...site, revision }, tokens);
    return (await client.send({ operation, token }, 'gather/revision')).exchange;
  });
}

function fallbackEra({ specVersion = 'auto' }: ServerRunOptions): Era {
  return { revision: specVersion === 'auto' ? UNTOLD_REVISION : specVersion };
}

/** How to give the situation what a check needs. */
const ENABLING: Record<Capability, string> = {
  token: 'Needs a token that the server accepts: give --login or --token, or run in the lab with --command.',
  mint: 'Needs made-up tokens: run in the lab with --command, so that the server trusts the mock authorization server.',
  'second-resource': 'Needs a token for another resource: run in the lab with --command.',
  outage: 'Needs an authorization server that can be switched off: run in the lab with --command.',
  restart: 'Needs to restart the server: run in the lab with --command.',
  login: 'Needs a login at the authorization server: give --login.',
  registration: 'Needs a client registration: give --login.',
  'upstream-view':
    'Needs to see what the server sends to the APIs that its tools call: run in the lab with --command, and set their base URL to {upstream}.',
};

const INTRUSIVE = 'Changes the state of the target: give --intrusive, or run in the lab.';

async function run(
  { options, redactor }: Prepared,
  plan: PlannedCheck<ServerContext>[],
  target: ServerTarget,
  basics: Basics,
  tokens: TokenSource,
): Promise<CheckResult[]> {
  const others = openOthers(options, { target, redactor, count: instancesFor(options, plan) - 1 });
  try {
    return await runChecks(plan, {
      capabilities: capabilitiesFor(target),
      enabling: ENABLING,
      intrusiveRefused: target.lab === undefined && options.intrusive !== true ? INTRUSIVE : undefined,
      concurrency: options.concurrency ?? CONCURRENCY,
      signal: options.signal,
      onEvent: withoutSecrets(options.onEvent, redactor),
      contextFor: contextsOf(target, basics, tokens),
      others: others.map(({ contexts }) => contexts),
    });
  } finally {
    await Promise.allSettled(others.map((other) => other.close()));
  }
}

/** A login brings real tokens; what asks for one that is made up says so itself. */
function capabilitiesFor({ capabilities }: ServerTarget): ReadonlySet<Capability> {
  return capabilities.has('login') ? new Set<Capability>([...capabilities, 'mint']) : capabilities;
}

function instancesFor(
  { url, lab, instances = INSTANCES }: ServerRunOptions,
  plan: PlannedCheck<ServerContext>[],
): number {
  const exclusive = plan.filter(({ check }) => check.exclusive === true).length;
  return lab === undefined || !url.includes('{port}') || exclusive < WORTH_ANOTHER ? 1 : instances;
}

interface Finished {
  url: string;
  /** What the mock poses as. */
  profile: string | undefined;
  era: Era;
  notes: string[];
  checks: CheckResult[];
  troubles: string[];
  exchanges: readonly Exchange[];
}

function assemble({ options, started, redactor }: Prepared, finished: Finished): Report {
  const { url, profile, era, notes, ...rest } = finished;
  const isLab = options.lab !== undefined || options.control !== undefined;
  const situation: Situation = isLab ? 'lab' : 'field';
  return assembleReport(
    {
      ...rest,
      target: { role: 'server', url, situation, ...(profile === undefined ? {} : { profile }) },
      specVersion: era.revision,
      notes: [...(era.note === undefined ? [] : [era.note]), ...notes],
      started,
    },
    redactor,
  );
}
