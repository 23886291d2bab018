/** A config file of two targets: one run each, one report of both. */
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Report } from '../../harness/contract.ts';
import { run, temporaryFolder } from './command-line.ts';

/** Refuses with the challenge it is given. */
async function refusing(challenge: string) {
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(401, { 'WWW-Authenticate': challenge }).end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/mcp`, close: () => new Promise((done) => server.close(done)) };
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
