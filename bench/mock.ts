/**
 * `npm run bench:mock`: how fast the mock is beside bare oidc-provider and oauth2-mock-server, how soon it starts, and
 * what it keeps. Prints tables; nothing is asserted. The servers take turns in many short rounds, so that what else the
 * machine does falls on all of them alike; each round gives a ratio, and of those the median and the quartiles are told.
 * Processor time per answer says more than answers per second where the machine is shared.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { Agent, request } from 'undici';
import { startMockAuthorizationServer } from '../mock-as/index.ts';
import { median } from './measure.ts';
import type { ServerName, TokenServer, Usage } from './token-servers.ts';

const ROUNDS = Number(process.argv[2] ?? 40);
const PER_ROUND = 100;
const WARM_UP = 300;
const SIDE_BY_SIDE = 8;
const REST_MS = 300;
const TOKENS = 50_000;
const CLIENTS = 5_000;

const redirectUri = 'http://127.0.0.1:8123/callback';
const agent = new Agent({ connections: SIDE_BY_SIDE });

interface Running {
  name: ServerName;
  server: TokenServer;
  usage: (how: 'as it is' | 'collected') => Promise<Usage>;
  child: ChildProcess;
}

/**
 * The servers as one plain module: the mock as it is shipped. What tsx makes of a source costs each request some
 * hundredths of its time, which the packages that stand beside it do not pay.
 */
async function buildServers(): Promise<string> {
  const outfile = fileURLToPath(new URL('../node_modules/.cache/bench/token-servers.mjs', import.meta.url));
  await build({
    entryPoints: [fileURLToPath(new URL('token-servers.ts', import.meta.url))],
    outfile,
    bundle: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    target: 'node20',
  });
  return outfile;
}

const script = await buildServers();

async function start(name: ServerName): Promise<Running> {
  const child = fork(script, [name], {
    execArgv: ['--expose-gc'],
    stdio: ['inherit', 'inherit', 'ignore', 'ipc'],
  });
  const [server] = (await once(child, 'message')) as [TokenServer];
  const usage: Running['usage'] = async (how) => {
    child.send(how);
    const [used] = (await once(child, 'message')) as [Usage];
    return used;
  };
  return { name, server, usage, child };
}

/** The body of an answer that has to have this status. */
async function ask(url: string, status: number, options: Parameters<typeof request>[1] = {}) {
  const answer = await request(url, { dispatcher: agent, ...options });
  const text = await answer.body.text();
  if (answer.statusCode !== status) throw new Error(`${url} answered ${answer.statusCode}: ${text}`);
  return { text, headers: answer.headers };
}

const form = { 'content-type': 'application/x-www-form-urlencoded' };

async function register({ registration }: TokenServer): Promise<string> {
  const body = JSON.stringify({
    client_name: 'Bench',
    redirect_uris: [redirectUri],
    application_type: 'native',
    token_endpoint_auth_method: 'none',
  });
  const headers = { 'content-type': 'application/json' };
  const { text } = await ask(registration, 201, { method: 'POST', headers, body });
  return (JSON.parse(text) as { client_id: string }).client_id;
}

/** One authorization code flow with PKCE, from the authorization request to the token. */
async function flow({ authorization, token }: TokenServer, clientId: string): Promise<void> {
  const verifier = randomBytes(32).toString('base64url');
  const query = new URLSearchParams({
    client_id: clientId,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: 'notes:read',
    state: 'abc',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  const { headers } = await ask(`${authorization}?${query.toString()}`, 303);
  const code = new URL(String(headers.location)).searchParams.get('code') ?? '';
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    client_id: clientId,
    redirect_uri: redirectUri,
    code,
    code_verifier: verifier,
  }).toString();
  const { text } = await ask(token, 200, { method: 'POST', headers: form, body });
  if ((JSON.parse(text) as { access_token: string }).access_token.split('.').length !== 3)
    throw new Error('The access token is no JWT.');
}

async function machineToken({ token, machine }: TokenServer): Promise<void> {
  const credentials = Buffer.from(`${machine.id}:${machine.secret}`).toString('base64');
  const headers = { ...form, authorization: `Basic ${credentials}` };
  await ask(token, 200, { method: 'POST', headers, body: 'grant_type=client_credentials&scope=notes:read' });
}

/** Does something so many times, a few at once. */
async function repeat(times: number, action: () => Promise<unknown>): Promise<void> {
  let left = times;
  const worker = async (): Promise<void> => {
    while (left-- > 0) await action();
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, worker));
}

interface Figures {
  perSecond: number;
  cpuMs: number;
}

/** What each server made of each round. */
type Rounds = ReadonlyMap<ServerName, readonly Figures[]>;

/** Rounds in which the servers take turns, every other round in the opposite order. */
async function compare(contestants: { running: Running; action: () => Promise<unknown> }[]): Promise<Rounds> {
  for (const { action } of contestants) await repeat(WARM_UP, action);
  const rounds = new Map<ServerName, Figures[]>(contestants.map(({ running }) => [running.name, []]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { running, action } of round % 2 === 0 ? contestants : contestants.toReversed()) {
      const before = await running.usage('as it is');
      const started = performance.now();
      await repeat(PER_ROUND, action);
      const seconds = (performance.now() - started) / 1000;
      const after = await running.usage('as it is');
      const figures = { perSecond: PER_ROUND / seconds, cpuMs: (after.cpuMs - before.cpuMs) / PER_ROUND };
      rounds.get(running.name)?.push(figures);
    }
  }
  return rounds;
}

function show(title: string, rounds: Rounds, beside: ServerName, goal: string): void {
  console.log(`\n${title}: medians of ${ROUNDS} rounds of ${PER_ROUND}`);
  console.table(
    Object.fromEntries(
      [...rounds].map(([name, figures]) => [
        name,
        {
          'per second': Math.round(median(figures.map(({ perSecond }) => perSecond))),
          'processor ms each': Number(median(figures.map(({ cpuMs }) => cpuMs)).toFixed(2)),
        },
      ]),
    ),
  );
  const mock = rounds.get('mock') ?? [];
  const others = rounds.get(beside) ?? [];
  const ratios = (of: (own: Figures, other: Figures) => number): string =>
    spread(mock.flatMap((own, round) => (others[round] === undefined ? [] : of(own, others[round]))));
  const speed = ratios((own, other) => own.perSecond / other.perSecond);
  const work = ratios((own, other) => other.cpuMs / own.cpuMs);
  console.log(`The mock makes ${speed} of what ${beside} makes; by processor time ${work} (goal ${goal}).`);
}

/** `0.95 (half of the rounds 0.91 to 1.02)` */
function spread(ratios: number[]): string {
  const sorted = ratios.toSorted((one, other) => one - other);
  const at = (part: number): string => (sorted[Math.floor((sorted.length - 1) * part)] ?? NaN).toFixed(2);
  return `${median(ratios).toFixed(2)} (half of the rounds ${at(0.25)} to ${at(0.75)})`;
}

async function showStarts(): Promise<void> {
  const one = async (): Promise<number> => {
    const started = performance.now();
    const mock = await startMockAuthorizationServer();
    const taken = performance.now() - started;
    await mock.close();
    return taken;
  };
  const first = await one();
  const times: number[] = [];
  for (let run = 0; run < 21; run += 1) times.push(await one());
  const rested: number[] = [];
  for (let run = 0; run < 11; run += 1) {
    await delay(REST_MS);
    rested.push(await one());
  }
  const { createKeyRing } = await import('../mock-as/keys.ts');
  const keys: number[] = [];
  for (let run = 0; run < 21; run += 1) {
    const started = performance.now();
    await createKeyRing();
    keys.push(performance.now() - started);
  }
  console.log(
    `\nStart of a mock, one right after the other: the first ${Math.round(first)} ms, then ${Math.round(median(times))} ms ` +
      `(median of 21, goal 150), ${Math.round(median(rested))} ms with ${REST_MS} ms between them, as between tests, because ` +
      `the next key is found meanwhile; finding the RSA key alone takes ${Math.round(median(keys))} ms.`,
  );
}

async function showMemory(): Promise<void> {
  const { server, usage, child } = await start('mock');
  await register(server);
  await repeat(WARM_UP, () => machineToken(server));
  const before = await usage('collected');
  await repeat(CLIENTS, () => register(server));
  await repeat(TOKENS, () => machineToken(server));
  const full = await usage('as it is');
  const collected = await usage('collected');
  await repeat(TOKENS / 2, () => machineToken(server));
  const beyond = await usage('as it is');
  child.disconnect();
  console.log(`\nMemory of the mock, megabytes: ${TOKENS} tokens and ${CLIENTS} clients`);
  const row = ({ heapMb, rssMb }: Usage) => ({ heap: Math.round(heapMb), resident: Math.round(rssMb) });
  console.table({
    'at first': row(before),
    'after them': row(full),
    'collected: what is kept': row(collected),
    'half as many tokens more': row(beyond),
  });
  console.log(
    `Growth: resident ${Math.round(full.rssMb - before.rssMb)} (goal below 150), of which ` +
      `${Math.round(collected.heapMb - before.heapMb)} are kept.`,
  );
}

const only = process.argv[3];
if (only === undefined || only === 'start') await showStarts();
if (only === undefined || only === 'speed') {
  const [mock, bare, other] = await Promise.all([start('mock'), start('bare'), start('oauth2-mock-server')]);
  const flows = await Promise.all(
    [mock, bare].map(async (running) => {
      const clientId = await register(running.server);
      return { running, action: () => flow(running.server, clientId) };
    }),
  );
  show('Authorization code flows with PKCE', await compare(flows), 'bare', '0.9');
  const machines = [mock, bare, other].map((running) => ({
    running,
    action: () => machineToken(running.server),
  }));
  show('Tokens by client_credentials', await compare(machines), 'oauth2-mock-server', 'above 1');
  for (const { child } of [mock, bare, other]) child.disconnect();
}
if (only === undefined || only === 'memory') await showMemory();
await agent.close();
