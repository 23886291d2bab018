/** Everything over TLS: a mock, a reference server, real clients in processes of their own, and the lab. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import type { Report } from '../../harness/contract.ts';
import { startLab } from '../../harness/lab/lab.ts';
import { runServerSuite } from '../../harness/run-server.ts';
import { createCertificateAuthority } from '../../mock-as/index.ts';
import { InvalidOptions, startReferenceServer } from '../../server/index.ts';
import { COMMAND } from '../cli/command-line.ts';

const run = promisify(execFile);
const fileOf = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const serve = `${[process.execPath, ...COMMAND].map((part) => `"${part}"`).join(' ')} serve`;

const secureUrl = 'https://127.0.0.1:{port}/web-search/mcp';
const plainUrl = 'http://127.0.0.1:{port}/web-search/mcp';

it('a client on the MCP SDK v2 signs in and calls a tool', async () => {
  const authority = await createCertificateAuthority();
  const lab = await startLab(secureUrl, { authority, server: { command: `${serve} --tls` } });
  try {
    const client = (caFile: string) =>
      run(process.execPath, ['--import', 'tsx', fileOf('tls-client.ts'), lab.endpoint], {
        env: { ...process.env, NODE_EXTRA_CA_CERTS: caFile },
      });
    const { stdout } = await client(lab.mock.tls?.caFile ?? '');
    expect(stdout).toContain(lab.mock.settings().subject);
    await expect(client('')).rejects.toThrow(/UNABLE_TO_VERIFY|SELF_SIGNED/);
  } finally {
    await lab.close();
  }
});

const judged = ['transport/https', 'discovery/prm-over-https', 'metadata/resource-https-no-fragment'];
const chosen = [...judged, 'token-validation/accepts-valid-token', 'security/host-rebinding'].map(
  (id) => `server/${id}`,
);

async function labRun(url: string, tls: boolean): Promise<Report> {
  const command = tls ? `${serve} --tls` : serve;
  return runServerSuite({ url, tls, lab: { server: { command } }, only: (id) => chosen.includes(id) });
}

it('the lab judges the duties about https where it speaks https', async () => {
  const [secure, plain] = await Promise.all([labRun(secureUrl, true), labRun(plainUrl, false)]);
  const outcomes = ({ checks }: Report) =>
    Object.fromEntries(checks.map(({ id, outcome }) => [id.slice('server/'.length), outcome]));
  expect(secure.trouble).toBeUndefined();
  expect(secure.checks).toHaveLength(chosen.length);
  for (const id of judged) {
    expect([id, outcomes(secure)[id]]).toEqual([id, 'pass']);
    expect([id, outcomes(plain)[id]]).toEqual([id, 'not-applicable']);
  }
  expect(new Set(Object.values(outcomes(secure)))).toEqual(new Set(['pass']));
});

it('the reference server says what is wrong with a key that is none, and does not tell it', async () => {
  const { cert } = await (await createCertificateAuthority()).issue(['127.0.0.1']);
  const scalekitEnvironmentUrl = 'https://env.scalekit.com';
  const starting = startReferenceServer({ scalekitEnvironmentUrl, port: 0, tls: { cert, key: 'sesame' } });
  await expect(starting).rejects.toThrow(InvalidOptions);
  await expect(starting).rejects.toThrow(/^tls must be/);
});
