/** A config file of two targets: one run each, one report of both. */
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Report } from '../../harness/contract.ts';
import { isAlive } from '../../harness/lab/is-alive.test-helper.ts';
import { run, start, temporaryFolder } from './command-line.ts';

/** Refuses with the challenge it is given. */
async function refusing(challenge: string) {
  let asked = 0;
  const server = createServer((request, response) => {
    asked += 1;
    request.resume();
    response.writeHead(401, { 'WWW-Authenticate': challenge }).end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/mcp`,
    wasAsked: () => asked > 0,
    close: () => new Promise((done) => server.close(done)),
  };
}

it('runs them by their names, each with its gate, and merges', async () => {
  const folder = await temporaryFolder();
  const [good, bad] = await Promise.all([refusing('Bearer'), refusing('Basic realm="x"')]);
  try {
    const about = 'role: server\n    topic: [challenge]\n    specVersion: "2025-03-26"';
    await writeFile(
      join(folder.path, 'mcp-auth-conformance.config.yaml'),
      `format: [junit, sarif]\ntargets:\n  good:\n    url: ${good.url}\n    ${about}\n  bad:\n    url: ${bad.url}\n    token: { env: BAD_TOKEN }\n    source: [src/bad.ts:7]\n    ${about}\n  gone:\n    role: server\n    url: http://127.0.0.1:9/mcp\n`,
    );
    const { code, stdout, stderr } = await run(['run', 'good', 'bad', '--json'], {
      cwd: folder.path,
      env: { BAD_TOKEN: 's3cr3t-t0ken-of-bad', CI: '1' },
    });
    const merged = JSON.parse(stdout) as Report;
    expect(merged.parts?.map(({ target, verdict }) => [target.name, target.url, verdict])).toEqual([
      ['good', good.url, 'conformant'],
      ['bad', bad.url, 'nonconformant'],
    ]);
    expect(code).toBe(1);
    expect(merged.gate).toMatchObject({ exitCode: 1 });
    expect(merged.gate?.causes.map(({ text }) => text)).toContainEqual(
      expect.stringMatching(/^bad: \d+ violation/),
    );
    expect(stderr).toMatch(
      /good \(1 of 2\): server\n[^]*bad \(2 of 2\): server\n[^]*✓ good +conformant[^]*✗ bad +nonconformant/,
    );
    const output = join(folder.path, 'mcp-auth-report');
    expect(JSON.parse(await readFile(join(output, 'report.json'), 'utf8'))).toEqual(merged);
    expect(await readFile(join(output, 'report.xml'), 'utf8')).toContain('<testsuites');
    // A finding is shown where its own target says.
    const sarif = await readFile(join(output, 'report.sarif'), 'utf8');
    expect(sarif).toContain('src/bad.ts');
    const alone = JSON.parse(await readFile(join(output, 'bad/report.json'), 'utf8')) as Report;
    expect([alone.verdict, alone.gate?.exitCode]).toEqual(['nonconformant', 1]);
    expect(stdout + stderr + JSON.stringify(alone)).not.toContain('s3cr3t');
  } finally {
    await Promise.all([good.close(), bad.close()]);
    await folder.remove();
  }
});

const merges = async (folder: string) =>
  JSON.parse(await readFile(join(folder, 'mcp-auth-report/report.json'), 'utf8')) as Report;

it('Ctrl-C during a target: merges what was found, asks the next ones nothing and leaves no process', async () => {
  const folder = await temporaryFolder();
  const [good, never] = await Promise.all([refusing('Bearer'), refusing('Bearer')]);
  try {
    // A server that answers nothing, with a child of its own.
    await writeFile(
      join(folder.path, 'server.cjs'),
      `const child = require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
       require('fs').appendFileSync('pids', process.pid + ' ' + child.pid + ' ');
       require('http').createServer(() => {}).listen(process.env.PORT, '127.0.0.1');`,
    );
    const targets = {
      good: { role: 'server', url: good.url, topic: ['challenge'], specVersion: '2025-03-26' },
      hanging: {
        role: 'server',
        url: 'http://127.0.0.1:{port}/mcp',
        command: `"${process.execPath}" server.cjs`,
        timeout: '30s',
      },
      never: { role: 'server', url: never.url },
    };
    await writeFile(
      join(folder.path, 'mcp-auth-conformance.config.json'),
      JSON.stringify({ format: ['junit'], targets }),
    );
    const started = start(['run'], { cwd: folder.path });
    await started.printed('stderr', 'hanging (2 of 3)');
    await started.printed('stderr', 'server under test …\nLooking at the server');
    started.process.kill('SIGINT');
    const { code, stdout, stderr } = await started.ended;
    expect(code).toBe(130);
    expect(stderr.match(/Interrupted:/g)).toHaveLength(1);

    expect(stdout).toMatch(/✓ good +conformant[^]*✗ hanging +incomplete.*exit code 130[^]*– never +not run/);
    const merged = await merges(folder.path);
    expect(merged.parts?.map(({ target, verdict }) => [target.name, verdict])).toEqual([
      ['good', 'conformant'],
      ['hanging', 'incomplete'],
    ]);
    expect(merged.verdict).toBe('incomplete');
    expect(merged.trouble).toContain('never: not run, as the run was interrupted.');
    expect(await readFile(join(folder.path, 'mcp-auth-report/report.xml'), 'utf8')).toContain(
      'never: not run',
    );
    expect(never.wasAsked()).toBe(false);
    const pids = (await readFile(join(folder.path, 'pids'), 'utf8')).trim().split(' ').map(Number);
    expect(pids.length).toBeGreaterThanOrEqual(2);
    for (const pid of pids) expect(isAlive(pid)).toBe(false);
  } finally {
    await Promise.all([good.close(), never.close()]);
    await folder.remove();
  }
});

it('Ctrl-C when a target has just ended: what it found is merged, whatever comes next is not run', async () => {
  const folder = await temporaryFolder();
  const [good, never] = await Promise.all([refusing('Bearer'), refusing('Bearer')]);
  try {
    const about = { role: 'server', topic: ['challenge'], specVersion: '2025-03-26' };
    const targets = { good: { ...about, url: good.url }, never: { ...about, url: never.url } };
    await writeFile(join(folder.path, 'mcp-auth-conformance.config.json'), JSON.stringify({ targets }));
    const started = start(['run'], { cwd: folder.path });
    // Its report is printed when it has ended, and before the next one begins.
    await started.printed('stdout', 'good (1 of 2)');
    started.process.kill('SIGTERM');
    const { code } = await started.ended;
    expect(code).toBe(130);
    const merged = await merges(folder.path);
    expect(merged.checks.some(({ outcome, part }) => outcome === 'pass' && (part ?? 0) === 0)).toBe(true);
    expect(merged.verdict).toBe('incomplete');
    expect(merged.trouble?.join()).toMatch(/^never: (not run|.* was not reached)|interrupted/);
  } finally {
    await Promise.all([good.close(), never.close()]);
    await folder.remove();
  }
});
