/** Packs the package, installs the tarball into an empty folder and uses it as its users do. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../harness/contract.ts';
import { reporters, type Reporter } from '../../reports/index.ts';
import { readReport } from '../../reports/read.ts';
import { sampleReport } from '../../reports/sample.test-helper.ts';
import { findChromium } from '../../scripts/browser.mjs';
import { hasBinaries, nodeBinary } from './node-binaries.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));
let folder: string;
/** Where the tarball is installed: a folder that knows nothing of the project. */
let consumer: string;

/** Without the settings that an `npm test` around this one would hand on. */
const environment = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^npm_|^NODE_OPTIONS$|^VITEST|^NODE_ENV$/i.test(name)),
);

function inConsumer(command: string, ...args: string[]) {
  return run(command, args, { cwd: consumer, env: environment, maxBuffer: 100_000_000 });
}

const tool = (...args: string[]) => inConsumer('npx', '--no-install', 'mcp-auth-conformance', ...args);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mcp-auth-package-'));
  const packed = await run('npm', ['pack', '--json', '--pack-destination', folder], {
    cwd: root,
    env: environment,
    maxBuffer: 100_000_000,
  });
  expect(packed.stdout).toContain('.tgz');
  const [tarball = ''] = await readdir(folder);
  consumer = await mkdtemp(join(folder, 'consumer-'));
  await writeFile(join(consumer, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
  await inConsumer('npm', 'install', '--no-audit', '--no-fund', join(folder, tarball));
}, 300_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the packed tool', () => {
  it('shows its help', async () => {
    const { stdout } = await tool('--help');
    expect(stdout).toContain('Usage: mcp-auth-conformance <command>');
  });

  it('lists the same checks as the source', async () => {
    const { loadChecks } = await import('../../cli/checks.ts');
    const listed = JSON.parse((await tool('list', '--json')).stdout) as { id: string }[];
    expect(listed.map(({ id }) => id)).toEqual((await loadChecks()).map(({ id }) => id));
  });

  it('explains a requirement', async () => {
    const { stdout } = await tool('explain', 'server.challenge.status-401');
    expect(stdout).toContain('How to mend it');
  });

  it('runs the demo to a verdict', async () => {
    const report = JSON.parse((await tool('demo', '--json')).stdout) as Report;
    expect(report.verdict).toBe('conformant');
    expect(report.tool.version).toBe(await versionOfSource());
    expect(existsSync(join(consumer, 'mcp-auth-report/report.json'))).toBe(true);
  });

  it('makes every format of a report as the source does, with its templates and assets', async () => {
    const text = JSON.stringify(sampleReport());
    const report = readReport(text, 'the sample');
    await mkdir(join(consumer, 'sample'));
    await writeFile(join(consumer, 'sample/report.json'), text);
    await tool('report', 'sample', '-o', 'made', '-f', Object.keys(reporters).join(','));
    const all = Object.values<Reporter>(reporters).flatMap((one) => [one, ...(one.also ?? [])]);
    const files = all.map(({ extension }) => `report.${extension}`);
    expect((await readdir(join(consumer, 'made'))).sort()).toEqual(files.sort());
    for (const { extension, render } of all) {
      const made = await readFile(join(consumer, `made/report.${extension}`), 'utf8');
      expect(made === render(report), `report.${extension} is as the source renders it`).toBe(true);
    }
    const { html } = reporters;
    const page = await readFile(join(consumer, `made/report.${html.extension}`), 'utf8');
    // Not even by both failing alike.
    for (const asset of ['page.css', 'page.js'])
      expect(page).toContain(await readFile(join(root, 'reports/html', asset), 'utf8'));
  });

  it('merges, compares and normalises reports', async () => {
    const { target, ...rest } = sampleReport();
    for (const name of ['one', 'two']) {
      await mkdir(join(consumer, name));
      await writeFile(
        join(consumer, name, 'report.json'),
        JSON.stringify({ ...rest, target: { ...target, name } }),
      );
    }
    await tool('report', 'merge', 'one', 'two', '-o', 'both', '-f', 'html');
    const merged = JSON.parse(await readFile(join(consumer, 'both/report.json'), 'utf8')) as Report;
    expect(merged.parts?.map((part) => part.target.name)).toEqual(['one', 'two']);
    expect(await readFile(join(consumer, 'both/report.html'), 'utf8')).toContain('two');
    expect((await tool('report', 'diff', 'one', 'one')).stdout).toContain('Unchanged violations (4)');
    expect(JSON.parse((await tool('report', 'normalise', 'one')).stdout)).toMatchObject({ durationMs: 0 });
  });

  it('brings no development dependency, no test and no source', async () => {
    const { devDependencies } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
      devDependencies: Record<string, string>;
    };
    const own = Object.keys(devDependencies).filter((name) => !['express', 'zod'].includes(name));
    const { stdout } = await inConsumer('npm', 'ls', '--all', '--parseable');
    const installed = stdout.split('\n').map((path) => path.split('node_modules/').at(-1));
    expect(own.filter((name) => name === 'typescript' || name === 'tsx' || name === 'vitest')).toHaveLength(
      3,
    );
    expect(['typescript', 'tsx', 'vitest', 'eslint'].filter((name) => installed.includes(name))).toEqual([]);
    const files = await readdir(join(consumer, 'node_modules/mcp-auth-conformance'), { recursive: true });
    expect(
      files.filter((name) => /\.test\.|(?<!\.d)\.ts$|\.yaml$/.test(name) && !name.includes('node_modules')),
    ).toEqual([]);
  });
});

async function versionOfSource(): Promise<string> {
  return (JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string }).version;
}

describe('its exports', () => {
  it.each([
    [
      'mcp-auth-conformance',
      [
        'runServerSuite',
        'runAuthorizationServerSuite',
        'runClientSuite',
        'loadCatalogue',
        'reporters',
        'defineConfig',
      ],
    ],
    ['mcp-auth-conformance/mock-as', ['startMockAuthorizationServer']],
    ['mcp-auth-conformance/server', ['startReferenceServer']],
  ])('%s can be imported', async (specifier, names) => {
    const script = `import * as m from ${JSON.stringify(specifier)}; console.log(JSON.stringify(Object.keys(m)))`;
    const { stdout } = await inConsumer(process.execPath, '--input-type=module', '-e', script);
    expect(JSON.parse(stdout)).toEqual(expect.arrayContaining(names));
  });

  it.each([
    ['report', 'https://json-schema.org/draft/2020-12/schema'],
    ['config', 'http://json-schema.org/draft-07/schema'],
  ])('hands out the JSON Schema of the %s', async (name, dialect) => {
    const script = `import schema from 'mcp-auth-conformance/schema/${name}.json' with { type: 'json' }; console.log(schema.$schema)`;
    const { stdout } = await inConsumer(process.execPath, '--input-type=module', '-e', script);
    expect(stdout).toContain(dialect);
  });

  it('runs of every role tell what happens and end early when they are told to', async () => {
    const { stdout } = await inConsumer(process.execPath, '--input-type=module', '-e', ABORTED_USE);
    const early = { verdict: 'incomplete', trouble: ['The run was interrupted before its end.'] };
    const types = ['phase', 'planned', 'check'];
    expect(JSON.parse(stdout)).toEqual(Array(3).fill({ ...early, types }));
  });

  it('have types', async () => {
    await writeFile(join(consumer, 'use.ts'), TYPED_USE);
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    const types = ['--types', 'node', '--typeRoots', join(root, 'node_modules/@types')];
    const options = ['--noEmit', '--strict', '--skipLibCheck', '--target', 'es2023', '--module', 'nodenext'];
    const { stdout } = await inConsumer(process.execPath, tsc, ...options, ...types, 'use.ts').catch(
      (error: unknown) => error as { stdout: string },
    );
    expect(stdout).toBe('');
  });
});

/** Ends each run at the first result. */
const ABORTED_USE = `
import { runAuthorizationServerSuite, runClientSuite, runServerSuite } from 'mcp-auth-conformance';
import { startMockAuthorizationServer } from 'mcp-auth-conformance/mock-as';

const mock = await startMockAuthorizationServer();
const found = [];
for (const run of [
  (hooks) => runServerSuite({ url: mock.urls.issuer, ...hooks }),
  (hooks) => runAuthorizationServerSuite({ issuer: mock.urls.issuer, ...hooks }),
  (hooks) => runClientSuite({ client: { inProcess: async () => 1 }, ...hooks }),
]) {
  const controller = new AbortController();
  const types = new Set();
  const onEvent = ({ type }) => {
    types.add(type);
    if (type === 'check') controller.abort();
  };
  const { verdict, trouble } = await run({ signal: controller.signal, onEvent });
  found.push({ verdict, trouble, types: [...types] });
}
await mock.close();
console.log(JSON.stringify(found));
`;

/** The wrong uses must be found, else the types would be `any`. */
const TYPED_USE = `
import { runServerSuite, type Report } from 'mcp-auth-conformance';
import { startMockAuthorizationServer } from 'mcp-auth-conformance/mock-as';
import { startReferenceServer } from 'mcp-auth-conformance/server';

export async function use(): Promise<Report> {
  const mock = await startMockAuthorizationServer({ port: 0 });
  const token: string = await mock.mint();
  // @ts-expect-error an address is a string
  await startMockAuthorizationServer({ host: 5 });
  // @ts-expect-error the options are missing
  await startReferenceServer('nothing', 5);
  return runServerSuite({ url: mock.urls.issuer, token });
}
`;

describe('the examples for the tests of others', () => {
  const chromium = findChromium();

  beforeAll(async () => {
    await cp(join(root, 'examples/tests'), join(consumer, 'tests'), { recursive: true });
    // The runners that the examples are for; the consumer's own package is not concerned.
    for (const runner of ['vitest', '@playwright'])
      await symlink(join(root, 'node_modules', runner), join(consumer, 'node_modules', runner));
  });

  const script = (path: string) => join(root, 'node_modules', path);

  it('vitest', async () => {
    const args = [script('vitest/vitest.mjs'), 'run', '--root', 'tests/vitest', '--reporter=json'];
    const { stdout } = await inConsumer(process.execPath, ...args);
    expect(JSON.parse(stdout)).toMatchObject({ success: true, numFailedTests: 0, numPassedTests: 8 });
  });

  it('node:test', async () => {
    const args = ['--test', '--test-reporter=tap', 'tests/node-test/introspection.test.mjs'];
    const { stdout } = await inConsumer(process.execPath, ...args);
    expect(stdout).toMatch(/^# pass 4$/m);
    expect(stdout).toMatch(/^# fail 0$/m);
  });

  it.skipIf(chromium === undefined)('the Playwright fixture', async () => {
    const args = [
      script('@playwright/test/cli.js'),
      'test',
      '-c',
      'tests/playwright-fixture',
      '--reporter=json',
    ];
    const { stdout } = await run(process.execPath, args, {
      cwd: consumer,
      env: { ...environment, CHROMIUM_PATH: chromium },
    });
    const { stats } = JSON.parse(stdout) as { stats: object };
    expect(stats).toMatchObject({ expected: 1, unexpected: 0, flaky: 0, skipped: 0 });
  });
});

describe('a test for each check, in the runners of others', () => {
  const script = (path: string) => join(root, 'node_modules', path);
  const vitest = (folder: string, ...args: string[]) =>
    inConsumer(
      process.execPath,
      script('vitest/vitest.mjs'),
      'run',
      '--root',
      folder,
      '--reporter=json',
      ...args,
    );
  const playwright = (folder: string) =>
    inConsumer(process.execPath, script('@playwright/test/cli.js'), 'test', '-c', folder, '--reporter=json');
  const printed = (ended: Promise<{ stdout: string }>) =>
    ended.catch((error: unknown) => error as { stdout: string }).then(({ stdout }) => stdout);

  beforeAll(async () => {
    for (const runner of ['vitest', 'playwright']) {
      await cp(join(root, 'examples', runner), join(consumer, `suite-${runner}`), { recursive: true });
      await cp(join(root, 'examples', runner), join(consumer, `lying-${runner}`), { recursive: true });
      const test = runner === 'vitest' ? 'conformance.test.ts' : 'conformance.spec.ts';
      await writeFile(join(consumer, `lying-${runner}`, test), lyingUse(runner));
      const link = runner === 'vitest' ? 'vitest' : '@playwright';
      await symlink(join(root, 'node_modules', link), join(consumer, 'node_modules', link)).catch(
        () => undefined,
      );
    }
  });

  it('vitest', async () => {
    const report = JSON.parse((await vitest('suite-vitest')).stdout) as {
      success: boolean;
      numPassedTests: number;
    };
    expect(report).toMatchObject({ success: true, numFailedTests: 0 });
    expect(report.numPassedTests).toBeGreaterThan(40);
  });

  it('vitest with -t runs only what is asked for', async () => {
    const { stdout } = await vitest('suite-vitest', '-t', 'challenge/status-401:');
    expect(JSON.parse(stdout)).toMatchObject({ success: true, numPassedTests: 1 });
  });

  it('Playwright', async () => {
    const { stats } = JSON.parse((await playwright('suite-playwright')).stdout) as {
      stats: { expected: number };
    };
    expect(stats).toMatchObject({ unexpected: 0, flaky: 0 });
    expect(stats.expected).toBeGreaterThan(20);
  });

  it('vitest shows a violation at its own test', async () => {
    const text = await printed(vitest('lying-vitest'));
    expect(JSON.parse(text)).toMatchObject({ success: false, numFailedTests: 2, numPassedTests: 1 });
    expect(text).toContain('mend: ');
    expect(text).toContain('saw: ');
  });

  it('Playwright too, from one run, though each failure ends a worker', async () => {
    const text = await printed(playwright('lying-playwright'));
    expect((JSON.parse(text) as { stats: object }).stats).toMatchObject({ expected: 1, unexpected: 2 });
    expect(await readFile(join(consumer, 'lying-playwright/runs'), 'utf8')).toBe('run\n');
  });
});

/** A server whose refusals have the wrong status: two checks find it. */
const lyingUse = (runner: string) => `
import { appendFileSync } from 'node:fs';
import { startReferenceServer } from 'mcp-auth-conformance/server';
import { serverTests } from 'mcp-auth-conformance/${runner}';

const lie = {
  title: 'Refuses with 403',
  alter: () => ({
    outermost: async (context, next) => {
      await next();
      if (context.status === 401) context.status = 403;
    },
  }),
};

serverTests(
  () => {
    appendFileSync(new URL('runs', import.meta.url), 'run\\n');
    return {
      url: 'http://127.0.0.1:{port}/web-search/mcp',
      specVersion: '2025-11-25',
      lab: {
        server: {
          inProcess: ({ environment, issuer, resource, port, client_id, client_secret }) =>
            startReferenceServer(
              {
                scalekitEnvironmentUrl: environment,
                authorizationServer: issuer,
                resourceIdentifier: resource,
                port: Number(port),
                clientId: client_id,
                clientSecret: client_secret,
              },
              [lie],
            ),
        },
      },
    };
  },
  { checks: ['server/challenge/status-401', 'server/token-validation/expired'] },
);
`;

describe.skipIf(!hasBinaries)('on a newer Node.js (binaries are known for linux-x64 only)', () => {
  it.each([22, 24])('%i runs the demo', { timeout: 180_000 }, async (major) => {
    const node = await nodeBinary(major);
    const bin = join(consumer, 'node_modules/mcp-auth-conformance/dist/cli/bin.js');
    const { stdout, stderr } = await inConsumer(node, bin, 'demo', '--json', '--quiet', '-o', `out-${major}`);
    expect((JSON.parse(stdout) as Report).verdict).toBe('conformant');
    expect(stderr).toBe('');
  });
});
