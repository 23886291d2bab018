import { expect, it } from 'vitest';
import { referenceLab } from '../../cli/reference-lab.ts';
import type { Report } from '../../harness/contract.ts';
import { startUpstream } from '../../harness/lab/upstream.ts';
import type { Wiring } from '../../harness/lab/wiring.ts';
import { runServerSuite } from '../../harness/run-server.ts';
import type { Alteration } from '../../server/index.ts';

const CHECK = 'server/security/no-token-passthrough';

/** Runs the one check on the reference server, told to call the lab's upstream or another one. */
async function examine(alterations: Alteration[], upstream?: string): Promise<Report> {
  const { lab, ...options } = referenceLab(alterations);
  const { server } = lab;
  if (!('inProcess' in server)) throw new Error('The reference server runs in-process.');
  const inProcess = (wiring: Wiring) =>
    server.inProcess({ ...wiring, upstream: upstream ?? wiring.upstream });
  return runServerSuite({ ...options, lab: { ...lab, server: { inProcess } }, only: (id) => id === CHECK });
}

it('says how to be seen when nothing comes to the lab’s upstream', async () => {
  const elsewhere = await startUpstream();
  try {
    const report = await examine([], elsewhere.url);
    expect(report.checks).toMatchObject([
      { id: CHECK, outcome: 'untested', reason: expect.stringMatching(/\{upstream\}.*--call/) as string },
    ]);
    expect(elsewhere.count).toBeGreaterThan(0);
  } finally {
    await elsewhere.close();
  }
});

it('shows the request that carried the token, and the token under the name that it has everywhere', async () => {
  const tokens = new Set<string>();
  const report = await examine([
    {
      title: 'Passes the token on as it is and in Base64, as part of other texts',
      alter: () => ({
        upstreamKey: ({ token }) => {
          tokens.add(token);
          return token;
        },
        searchDetails: ({ token }) => ({ who: Buffer.from(`user ${token}`).toString('base64') }),
      }),
    },
  ]);
  const [result] = report.checks;
  expect(result).toMatchObject({
    outcome: 'fail',
    actual: expect.stringMatching(
      /^POST .*\/search carried the token of the client in .*Authorization and the body$/,
    ) as string,
  });
  const shown = report.exchanges.find(({ id }) => id === result?.evidence[0]);
  expect(shown).toMatchObject({ via: 'server', request: { method: 'POST', body: '‹a token, encoded›' } });
  const [, pseudonym = ''] = /Bearer (‹access_token:\w+›)/.exec(JSON.stringify(shown)) ?? [];
  const calls = report.exchanges.filter(({ via }) => via === 'harness');
  expect(JSON.stringify(calls)).toContain(`Bearer ${pseudonym}`);
  const text = JSON.stringify(report);
  const spellings = [...tokens].flatMap((token) => [token, Buffer.from(`user ${token}`).toString('base64')]);
  expect(spellings.length).toBeGreaterThan(0);
  expect(spellings.filter((spelling) => text.includes(spelling))).toEqual([]);
});
