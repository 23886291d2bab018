/** The official conformance suite, unmodified, with `connect` as its client. It needs a newer Node.js than this project. */
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { z } from 'zod';
import { nodeBinary } from '../package/node-binaries.ts';

const run = promisify(execFile);

/** The first major version of Node.js on which the suite is known to run, of those that we fetch. */
const nodeVersion = 24;
const root = new URL('../../', import.meta.url);
const suite = fileURLToPath(new URL('node_modules/@modelcontextprotocol/conformance/dist/index.js', root));

/** The document that the suite's own clients use; nobody has to be able to read it. */
const clientMetadataUrl = 'https://conformance-test.local/client-metadata.json';
const timeoutMs = 120_000;

/** One scenario under one revision. */
export interface Trial {
  scenario: string;
  /** Left out: the suite chooses, which is the newest for what was removed since, and for extensions. */
  revision?: string;
}

export interface TrialResult extends Trial {
  /** The suite's own verdict, warnings and the client's exit code included. */
  passed: boolean;
  /** How many of its checks succeeded. */
  succeeded: number;
  /** What did not, and what the client said when nothing else tells. */
  trouble: string[];
}

const checksSchema = z.array(
  z.looseObject({
    id: z.string(),
    status: z.string(),
    description: z.string().optional(),
    errorMessage: z.string().optional(),
  }),
);

/** All scenarios about authorization, each under each revision that the suite applies it to. */
export async function listTrials(): Promise<Trial[]> {
  const { stdout } = await run(await nodeBinary(nodeVersion), [suite, 'list', '--client']);
  const trials = [...stdout.matchAll(/^\s*- (auth\/\S+) \[([^\]]+)\]/gm)].flatMap(
    ([, scenario = '', tags = '']): Trial[] => {
      if (tags === 'extension') return [{ scenario }];
      const dated = tags.split(',').map((revision) => ({ scenario, revision }));
      // The suite `backcompat` tries old servers with a client of today.
      return tags === '2025-03-26' ? [...dated, { scenario }] : dated;
    },
  );
  if (trials.length === 0)
    throw new Error(`The official suite lists no scenario about authorization:\n${stdout}`);
  return trials;
}

export async function runTrial(trial: Trial): Promise<TrialResult> {
  const folder = await mkdtemp(join(tmpdir(), 'official-client-'));
  const client = [
    process.execPath,
    '--import tsx cli/bin.ts connect',
    `--client-metadata-url ${clientMetadataUrl}`,
  ].join(' ');
  try {
    const parameters = [
      ...['client', '--scenario', trial.scenario, '--command', client],
      ...['--timeout', String(timeoutMs), '-o', folder],
      ...(trial.revision === undefined ? [] : ['--spec-version', trial.revision]),
    ];
    const said = await run(await nodeBinary(nodeVersion), [suite, ...parameters], {
      cwd: fileURLToPath(root),
      env: { ...process.env, NO_COLOR: '1' },
      maxBuffer: 64 * 1024 * 1024,
    }).then(
      () => undefined,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    return { ...trial, ...(await resultIn(folder, said)) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function resultIn(
  folder: string,
  failed: string | undefined,
): Promise<Pick<TrialResult, 'passed' | 'succeeded' | 'trouble'>> {
  const names = await readdir(folder, { recursive: true });
  const texts = await Promise.all(
    names.filter((name) => name.endsWith('checks.json')).map((name) => readFile(join(folder, name), 'utf8')),
  );
  const checks = texts.flatMap((text) => checksSchema.parse(JSON.parse(text)));
  if (checks.length === 0) throw new Error(`The official suite left no results:\n${failed ?? ''}`);
  const bad = checks.filter(({ status }) => status === 'FAILURE' || status === 'WARNING');
  const trouble = bad.map(
    ({ id, status, errorMessage, description }) => `${status} ${id}: ${errorMessage ?? description ?? ''}`,
  );
  const passed = failed === undefined;
  return {
    passed,
    succeeded: checks.filter(({ status }) => status === 'SUCCESS').length,
    trouble: passed || trouble.length > 0 ? trouble : ['the client ended with an error, or not in time'],
  };
}

const knownSchema = z.array(z.strictObject({ scenario: z.string(), reason: z.string() }));
export type Known = z.infer<typeof knownSchema>[number];

export async function loadKnown(): Promise<Known[]> {
  return knownSchema.parse(parse(await readFile(new URL('official-client.yaml', import.meta.url), 'utf8')));
}

/** What makes the run fail, one sentence each: a deviation that is not listed, a listed one that is gone. */
export function problemsOf(known: readonly Known[], results: readonly TrialResult[]): string[] {
  const listed = new Set(known.map(({ scenario }) => scenario));
  const failed = results.filter(({ passed }) => !passed);
  return [
    ...failed
      .filter(({ scenario }) => !listed.has(scenario))
      .map(({ scenario, trouble }) => `${scenario} is not listed and fails: ${trouble.join('; ')}`),
    ...[...listed].flatMap((scenario) => {
      const ran = results.filter((result) => result.scenario === scenario);
      if (ran.length === 0) return [`${scenario} is listed, but the suite has no such scenario`];
      return ran.every(({ passed }) => passed)
        ? [`${scenario} is listed but passes: take it off the list`]
        : [];
    }),
  ];
}

/** The results as a table in Markdown, a row a scenario and a column a revision, and below it why some deviate. */
export function tableOf(known: readonly Known[], results: readonly TrialResult[]): string {
  const columns = [...new Set(results.map(({ revision }) => revision ?? LAST))].sort();
  const scenarios = [...new Set(results.map(({ scenario }) => scenario))];
  const cell = (scenario: string, revision: string): string => {
    const result = results.find((one) => one.scenario === scenario && (one.revision ?? LAST) === revision);
    if (result === undefined) return '';
    return result.passed ? `passes (${result.succeeded})` : 'deviates';
  };
  const head = ['scenario', ...columns];
  const rows = [
    head,
    head.map(() => '---'),
    ...scenarios.map((scenario) => [`\`${scenario}\``, ...columns.map((one) => cell(scenario, one))]),
  ];
  const table = rows.map((row) => `| ${row.join(' | ')} |`);
  return [...table, '', ...known.map(({ scenario, reason }) => `- \`${scenario}\`: ${reason}.`)].join('\n');
}

/** Behind the revisions, for scenarios that the suite ties to none: extensions, and old servers. */
const LAST = 'of no revision';
