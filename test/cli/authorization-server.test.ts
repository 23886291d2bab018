/** What a user may get wrong, or an authorization server: a clear line, the right exit code, and the report kept. */
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startMockAuthorizationServer, type MockAuthorizationServerOptions } from '../../mock-as/index.ts';
import { reportSchema } from '../../reports/schema.ts';
import { run, start, temporaryFolder, type RunOptions } from './command-line.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.remove());

async function readReport() {
  return reportSchema.parse(JSON.parse(await readFile(join(folder.path, 'report.json'), 'utf8')));
}

/** Runs to the end, where a report is written. */
async function test(issuer: string, flags: string[] = [], options: RunOptions = {}) {
  const ended = await run(['as', issuer, '-o', folder.path, ...flags], options);
  const all = ended.stdout + ended.stderr;
  expect(all).not.toMatch(/^\s+at .*:\d+:\d+/m);
  expect(all).not.toContain('A bug of mcp-auth-conformance');
  const report = await readReport();
  expect(report.summary.error).toBe(0);
  return { ...ended, report };
}

/** Where nothing came of it, not even a report. */
async function refused(...flags: string[]) {
  const { code, stderr, stdout } = await run(['as', ...flags, '-o', folder.path]);
  expect(stdout).toBe('');
  expect(stderr.trim().split('\n')).toHaveLength(1);
  return { code, stderr };
}

async function listen(listener: RequestListener) {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const mock = (options: MockAuthorizationServerOptions = {}) =>
  startMockAuthorizationServer({ profile: 'oauth21', ...options });

/** An executable that gets the URL as a browser would. */
async function fakeBrowser(script: string): Promise<Record<string, string>> {
  const path = join(folder.path, 'browser.mjs');
  await writeFile(path, `#!${process.execPath}\nconst url = new URL(process.argv[2]);\n${script}\n`);
  await chmod(path, 0o755);
  return { BROWSER: path };
}

describe('a command line that cannot be carried out', () => {
  it.each([
    ['auth.example.com', 'is not an http or https URL'],
    ['nonsense', 'is not an http or https URL'],
    ['https://auth.example.com/.well-known/oauth-authorization-server', 'Give the issuer'],
  ])('names what is wrong with the issuer %s', async (issuer, line) => {
    const { code, stderr } = await refused(issuer);
    expect(code).toBe(2);
    expect(stderr).toContain(line);
  });

  it.each([
    [['--client-id', 'x', '--client-auth', 'client_secret_basic'], 'give --client-secret'],
    [['--redirect-uri', 'http://127.0.0.1:8976/callback'], 'add --client-id'],
    [['--client-id', 'x', '--redirect-uri', 'nonsense'], 'is not a URI'],
  ])('says what %j lacks', async (flags, line) => {
    const { code, stderr } = await refused('https://auth.example.com', ...flags);
    expect(code).toBe(2);
    expect(stderr).toContain(line);
  });

  it('names the callback port that another program has', async () => {
    await using taken = await listen((_, response) => response.end());
    const uri = `${taken.url}/callback`;
    const flags = ['--client-id', 'x', '--login', 'browser', '--redirect-uri', uri];
    const { code, stderr } = await refused(taken.url, ...flags);
    expect(code).toBe(2);
    expect(stderr).toContain(`The callback port ${taken.port} cannot be listened on: another program`);
  });
});

describe('an authorization server that is not there, or is none', () => {
  it('is not reached', async () => {
    const { url } = await closed();
    const { code, stderr, report } = await test(url);
    expect(code).toBe(3);
    expect(report.trouble?.[0]).toContain(`${url}/.well-known/oauth-authorization-server was not reached`);
    expect(stderr).toContain('are host and port right?');
  });

  it('answers with a web page', async () => {
    await using page = await listen((_, response) =>
      response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html><h1>Welcome</h1>'),
    );
    const { code, report } = await test(page.url);
    expect(code).toBe(1);
    const failed = report.checks.filter(({ outcome }) => outcome === 'fail');
    expect(failed.map(({ id }) => id)).toEqual(['authorization-server/discovery/metadata-served']);
    const unjudged = report.checks.find(({ id }) => id === 'authorization-server/token/success-response');
    expect(unjudged?.reason).toBe('No metadata document was found, so its endpoints are unknown.');
  });

  it('calls itself by another name', async () => {
    await using server = await mock();
    const { port } = new URL(server.urls.issuer);
    // The same server, for the name stands for this machine.
    const { code, report } = await test(`http://localhost:${port}`, ['--topic', 'discovery']);
    expect(code).toBe(1);
    const failed = report.checks.filter(({ outcome }) => outcome === 'fail');
    expect(failed.map(({ id }) => id)).toContain('authorization-server/discovery/issuer-identical');
    expect(failed[0]?.actual).toContain(server.urls.issuer);
  });
});

/** Nobody listens there any more. */
async function closed() {
  await using server = await listen((_, response) => response.end());
  return { url: server.url };
}

const oneFlow = ['--check', '*token/success-response'];

describe('an authorization that leads to no code', () => {
  it('for want of a client says the ways to one', async () => {
    await using server = await mock({ dynamicRegistration: false });
    const { code, report } = await test(server.urls.issuer, oneFlow);
    expect(code).toBe(3);
    expect(report.checks[0]).toMatchObject({ outcome: 'untested' });
    expect(report.checks[0]?.reason).toMatch(/--client-id.*--client-secret/);
  });

  it('at a login page says how to get through', async () => {
    await using server = await mock({ approval: 'interactive' });
    const { report } = await test(server.urls.issuer, oneFlow);
    expect(report.checks[0]).toMatchObject({ outcome: 'untested' });
    expect(report.checks[0]?.reason).toContain('give --login browser or --login script');
  });

  it('with a client that nobody knows is not judged', async () => {
    await using server = await mock();
    const { code, report } = await test(server.urls.issuer, [...oneFlow, '--client-id', 'nobody']);
    expect(code).toBe(3);
    expect(report.checks[0]).toMatchObject({ outcome: 'inconclusive' });
    expect(report.checks[0]?.reason).toMatch(/An authorization ended in a page with status 4\d\d/);
  });

  it('when it is denied is not judged, and what was seen is kept', async () => {
    const authorizationResponse = (_: unknown, parameters: URLSearchParams) => {
      parameters.delete('code');
      parameters.set('error', 'access_denied');
    };
    await using server = await mock({ alter: () => ({ authorizationResponse }) });
    const { code, report } = await test(server.urls.issuer, oneFlow);
    expect(code).toBe(3);
    expect(report.checks[0]?.reason).toContain('ended in the error access_denied');
    expect(report.exchanges.some(({ request }) => request.url.includes('code_challenge='))).toBe(true);
  });

  it('when the browser comes back with an error is not judged either', async () => {
    await using server = await mock({ approval: 'interactive' });
    const env = await fakeBrowser(`
      const back = new URL(url.searchParams.get('redirect_uri'));
      back.searchParams.set('error', 'access_denied');
      back.searchParams.set('state', url.searchParams.get('state'));
      await fetch(back);`);
    const { code, report } = await test(server.urls.issuer, [...oneFlow, '--login', 'browser'], { env });
    expect(code).toBe(3);
    expect(report.checks[0]?.reason).toContain('ended in the error access_denied');
  });
});

it('Ctrl-C during a login ends the run with 130 and writes what was found', async () => {
  await using server = await mock({ approval: 'interactive' });
  const env = await fakeBrowser('url.toString();');
  const flags = ['--login', 'browser', '-o', folder.path, '--topic', 'metadata', '--topic', 'token'];
  const started = start(['as', server.urls.issuer, ...flags], { env });
  await started.printed('stderr', 'Log in, in the browser window');
  started.process.kill('SIGINT');
  const { code, stderr } = await started.ended;
  expect(code).toBe(130);
  expect(stderr).toContain('writing what was found');
  const { trouble, checks, exchanges } = await readReport();
  expect(trouble).toEqual(['The run was interrupted before its end.']);
  expect(checks.some(({ outcome }) => outcome === 'pass')).toBe(true);
  expect(exchanges.length).toBeGreaterThan(0);
});
