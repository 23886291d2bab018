/** Secrets of forty kinds pass through real runs, and none of them may come out of anything that a run writes. */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startClientSite } from '../../cli/client-site.ts';
import { createProgress } from '../../cli/progress.ts';
import type { Report, RunEvent } from '../../harness/contract.ts';
import { createKeyStock } from '../../harness/lab/key-stock.ts';
import { runClientSuite } from '../../harness/run-client.ts';
import { runServerSuite } from '../../harness/run-server.ts';
import { renderGate, renderTerminal, reporters, type Reporter } from '../../reports/index.ts';
import { normaliseReport } from '../../reports/normalise.ts';
import { plant, spellingsOf } from './secrets/planted.ts';

const planted = plant();
const privateKeys = createKeyStock(2);
const program = (name: string) =>
  `'${process.execPath}' '${fileURLToPath(new URL(`secrets/${name}.mjs`, import.meta.url))}'`;
const outputs = new Map<string, string>();
let folder: string;
let report: Report;
let clientReport: Report;
let tokens: string[];

/** Keeps everything that is made of a report. */
function keepOutputs(name: string, made: Report): void {
  for (const [format, reporter] of Object.entries<Reporter>(reporters)) {
    outputs.set(`${name}: ${format}`, reporter.render(made));
    for (const { extension, render } of reporter.also ?? [])
      outputs.set(`${name}: ${extension}`, render(made));
  }
  for (const width of [40, 120]) {
    const options = { width, verbose: true, color: true, links: true, outputFolder: folder };
    outputs.set(`${name}: terminal of ${width} columns`, renderTerminal(made, options));
  }
  outputs.set(`${name}: gate`, renderGate(made));
  outputs.set(`${name}: normalised`, JSON.stringify(normaliseReport(made)));
}

/** Hears a run as a library's user does, and as the command line shows it at a terminal and elsewhere. */
function listenTo(name: string): (event: RunEvent) => void {
  const streams = [true, false].map((isTTY) => ({
    isTTY,
    columns: 80,
    write: (text: string) =>
      outputs.set(`${name}: progress`, (outputs.get(`${name}: progress`) ?? '') + text),
  }));
  const shown = streams.map((stream) =>
    createProgress(stream, true, { verbose: !stream.isTTY, environment: {} }),
  );
  return (event) => {
    outputs.set(`${name}: events`, `${outputs.get(`${name}: events`) ?? ''}${JSON.stringify(event)}\n`);
    for (const progress of shown) progress.onEvent(event);
  };
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'secrets-'));
  const plantedFile = join(folder, 'planted.json');
  const seenFile = join(folder, 'seen.json');
  await writeFile(plantedFile, JSON.stringify(planted));
  const logs = await mkdtemp(join(folder, 'out-'));
  report = await runServerSuite({
    url: 'http://127.0.0.1:{port}/mcp',
    lab: { server: { command: `${program('hostile-server')} '${plantedFile}' '${seenFile}'` }, privateKeys },
    specVersion: '2025-11-25',
    only: (id) => /^server\/(challenge|token-validation\/(audience|expired|signature))/.test(id),
    instances: 1,
    timeoutMs: 5_000,
    outputFolder: logs,
    onEvent: listenTo('server'),
  });
  clientReport = await runClientSuite({
    client: { command: `${program('hostile-client')} '${plantedFile}'` },
    startServer: startClientSite,
    privateKeys,
    specVersion: '2025-11-25',
    only: (id) => id === 'client/pkce/s256',
    limitMs: 10_000,
    onEvent: listenTo('client'),
  });
  tokens = (await readFile(seenFile, 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as string);
  keepOutputs('server', report);
  keepOutputs('client', clientReport);
  for (const name of await readdir(logs))
    outputs.set(`log ${name}`, await readFile(join(logs, name), 'utf8'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('secrets of forty kinds', () => {
  it('did pass through the runs', () => {
    expect(Object.keys(planted).length).toBeGreaterThanOrEqual(40);
    expect(new Set(Object.values(planted)).size).toBe(Object.keys(planted).length);
    expect(tokens.length).toBeGreaterThan(3);
    expect(report.exchanges.length).toBeGreaterThan(5);
    expect(clientReport.exchanges.length).toBeGreaterThan(1);
    expect(outputs.get('log server.log')).toContain('got a token');
    const kept = JSON.stringify(report) + JSON.stringify(clientReport);
    for (const kind of [
      'access_token',
      'code',
      'code_verifier',
      'cookie',
      'basic_credentials',
      'private_key',
    ])
      expect(kept).toContain(`‹${kind}:`);
  });

  it('are in no output, in no spelling', () => {
    const given = Object.fromEntries(tokens.map((token, at) => [`token ${at} of the run`, token]));
    const spellings = [...spellingsOf({ ...planted, ...given })];
    const survivors = [...outputs].flatMap(([output, text]) =>
      spellings.flatMap(([spelling, what]) => (text.includes(spelling) ? [`${output}: ${what}`] : [])),
    );
    expect(survivors).toEqual([]);
  });

  it('the terminal is sent no control but colours and links of ours', () => {
    for (const [name, text] of outputs) {
      if (!/terminal|gate/.test(name)) continue;
      const bare = text
        .replaceAll(/\u001B\[[\d;]*m/g, '')
        .replaceAll(/\u001B\]8;;(https?:\/\/[^\u001B\u0007]*)?(?:\u001B\\|\u0007)/g, '');
      expect(bare).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F]/);
      expect(text).not.toContain('evil.example\u001B');
    }
  });
});
