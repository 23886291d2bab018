/** The official conformance suite, unmodified, against the mock. It needs a newer Node.js than this project. */
import { execFile, spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { z } from 'zod';
import { freePort } from '../../harness/lab/ports.ts';
import {
  startMockAuthorizationServer,
  type MockAuthorizationServer,
  type MockAuthorizationServerOptions,
} from '../../mock-as/index.ts';
import { nodeBinary } from '../package/node-binaries.ts';

const run = promisify(execFile);

/** The first major version of Node.js on which the suite is known to run, of those that we fetch. */
const nodeVersion = 24;
const suite = new URL('../../node_modules/@modelcontextprotocol/conformance/dist/index.js', import.meta.url);
const browser = fileURLToPath(new URL('mock/browser.mjs', import.meta.url));
const resource = 'http://127.0.0.1:7130/mcp';

const runSchema = z.strictObject({
  profile: z.enum(['scalekit', 'scalekit-2025', 'oauth21']),
  /** A client that registered itself, or the mock's own with its secret. */
  client: z.enum(['public', 'confidential']),
  /** Options of the mock. */
  settings: z.record(z.string(), z.unknown()).default({}),
  known: z.array(z.strictObject({ check: z.string(), reason: z.string() })),
});
export type OfficialRun = z.infer<typeof runSchema>;

const checksSchema = z.array(
  z.looseObject({
    id: z.string(),
    status: z.enum(['SUCCESS', 'FAILURE', 'WARNING', 'SKIPPED', 'INFO']),
    errorMessage: z.string().optional(),
  }),
);
export type OfficialCheck = z.infer<typeof checksSchema>[number];

export async function loadRuns(): Promise<Record<string, OfficialRun>> {
  const text = await readFile(new URL('official-suite.yaml', import.meta.url), 'utf8');
  return z.record(z.string(), runSchema).parse(parse(text));
}

/** Runs the suite against a fresh mock. Throws, with what it said, when it leaves no results. */
export async function runOfficialSuite({ profile, client, settings }: OfficialRun): Promise<OfficialCheck[]> {
  const port = await freePort();
  const redirectUri = `http://127.0.0.1:${port}/callback`;
  await using mock = await startMockAuthorizationServer({
    profile,
    resource: { url: resource },
    ...(client === 'confidential' ? { client: { redirectUris: [redirectUri] } } : {}),
    ...(settings as Partial<MockAuthorizationServerOptions>),
  });
  const credentials =
    client === 'confidential'
      ? ['--client-id', mock.client.id, '--client-secret', mock.client.secret]
      : ['--client-id', await register(mock, redirectUri)];
  const folder = await mkdtemp(join(tmpdir(), 'official-suite-'));
  try {
    const said = await runSuite([
      ...['--url', mock.urls.issuer, '--resource', resource, '--port', String(port), '--output-dir', folder],
      ...credentials,
    ]);
    const checks = await checksIn(folder);
    if (checks.length === 0) throw new Error(`The official suite left no results:\n${said}`);
    return checks;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function register(mock: MockAuthorizationServer, redirectUri: string): Promise<string> {
  const response = await fetch(mock.urls.registration, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      client_name: 'official suite',
      redirect_uris: [redirectUri],
      token_endpoint_auth_method: 'none',
    }),
  });
  return z.looseObject({ client_id: z.string() }).parse(await response.json()).client_id;
}

/** Runs it to its end; where it asks for a browser, the scripted one goes there. Gives all that it said. */
async function runSuite(parameters: readonly string[]): Promise<string> {
  const binary = await nodeBinary(nodeVersion);
  const child = spawn(binary, [fileURLToPath(suite), 'authorization', ...parameters], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  let lost: unknown;
  child.stderr.on('data', (chunk) => (said += String(chunk)));
  const closed = new Promise((resolve) => child.once('close', resolve));
  for await (const line of createInterface({ input: child.stdout })) {
    said += `${line}\n`;
    if (!/^http\S+\?\S*response_type=code/.test(line)) continue;
    run(process.execPath, [browser, line]).catch((error: unknown) => {
      lost = error;
      // It would wait five minutes for a callback.
      child.kill();
    });
  }
  await closed;
  if (lost !== undefined) throw new Error('The browser did not come back to the suite.', { cause: lost });
  return said;
}

async function checksIn(folder: string): Promise<OfficialCheck[]> {
  const names = await readdir(folder, { recursive: true });
  const files = names.filter((name) => name.endsWith('checks.json'));
  const texts = await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')));
  return texts.flatMap((text) => checksSchema.parse(JSON.parse(text)));
}

/** What makes a run fail, one sentence each: a deviation that is not listed, a listed one that is gone. */
export function problemsOf(
  { known }: Pick<OfficialRun, 'known'>,
  checks: readonly OfficialCheck[],
): string[] {
  const listed = new Set(known.map(({ check }) => check));
  const deviating = checks.filter(({ status }) => status !== 'SUCCESS' && status !== 'INFO');
  const gone = [...listed].filter((id) => !deviating.some((check) => check.id === id));
  return [
    ...deviating
      .filter(({ id }) => !listed.has(id))
      .map(
        ({ id, status, errorMessage }) => `${id} is not listed: ${status}, ${errorMessage ?? 'no reason'}`,
      ),
    ...gone.map((id) =>
      checks.some((check) => check.id === id)
        ? `${id} is listed but passes: take it off the list`
        : `${id} is listed, but the suite has no such check`,
    ),
  ];
}
