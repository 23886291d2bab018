import { describe, expect, it } from 'vitest';
import { referenceLab } from '../../cli/reference-lab.ts';
import type { Report, Revision } from '../../harness/contract.ts';
import { REVISIONS } from '../../harness/mcp/revision.ts';
import { runServerSuite } from '../../harness/run-server.ts';
import { renderJson } from '../../reports/json.ts';
import { normaliseReport } from '../../reports/normalise.ts';
import type { Alteration } from '../../server/index.ts';

/** Shorter ones occur by chance, or are no secret. */
const SHORTEST_SECRET = 20;

/** Keeps every credential that reaches the server, and changes nothing. */
function listener(seen: Set<string>): Alteration {
  return {
    title: 'Keeps the credentials of each request',
    alter: (parts) => ({
      outermost: (context, next) => {
        const [, credential = ''] = /^\S+\s+(\S+)$/.exec(context.get('authorization')) ?? [];
        // A whole token, and each segment of a JWT: no part of one may come out either. The header is no secret.
        const [, ...segments] = credential.split('.');
        for (const secret of [credential, ...segments])
          if (secret.length >= SHORTEST_SECRET) seen.add(secret);
        return parts.outermost(context, next);
      },
    }),
  };
}

/** The reference lab, and the secrets that it hands out. */
function watchedLab(): { options: ReturnType<typeof referenceLab>; secrets: Set<string> } {
  const secrets = new Set<string>();
  const options = referenceLab([listener(secrets)]);
  const { server } = options.lab;
  if (!('inProcess' in server)) throw new Error('The reference server runs in-process.');
  const inProcess: typeof server.inProcess = (wiring) => {
    secrets.add(wiring.client_secret);
    return server.inProcess(wiring);
  };
  return { options: { ...options, lab: { ...options.lab, server: { inProcess } } }, secrets };
}

/** Reports of whole runs, by revision. */
const whole = new Map<Revision, Report>();

describe('the reference server in the lab', () => {
  it.each(REVISIONS)(
    'is conformant under %s, every check is decided, and no secret comes out',
    async (specVersion) => {
      const { options, secrets } = watchedLab();
      const report = await runServerSuite({ ...options, specVersion });
      whole.set(specVersion, report);

      const undecided = report.checks.filter(
        ({ outcome }) => !['pass', 'not-applicable', 'untested'].includes(outcome),
      );
      expect(
        undecided.map(({ id, outcome, actual, reason }) => `${id} ${outcome}: ${actual ?? reason}`),
      ).toEqual([]);
      expect(report).toMatchObject({ verdict: 'conformant', specVersion });
      expect(report.trouble).toBeUndefined();
      expect(report.summary.pass).toBeGreaterThan(60);
      expect(report.checks.every(({ outcome, reason }) => outcome === 'pass' || reason !== undefined)).toBe(
        true,
      );

      expect(secrets.size).toBeGreaterThan(20);
      const text = JSON.stringify(report);
      expect([...secrets].filter((secret) => text.includes(secret))).toEqual([]);
    },
  );

  it('gives the same bytes once more, when both reports are normalised', async () => {
    const specVersion = '2026-07-28';
    const again = () => runServerSuite({ ...watchedLab().options, specVersion });
    const [first, second] = [whole.get(specVersion) ?? (await again()), await again()];
    expect(second.target.url).not.toBe(first.target.url);
    expect(renderJson(normaliseReport(second))).toBe(renderJson(normaliseReport(first)));
  });

  it('shows what it did: each exchange of the evidence is in the report, and stands there once', async () => {
    const { options } = watchedLab();
    const report = await runServerSuite({
      ...options,
      specVersion: '2026-07-28',
      only: (id) => /^server\/(challenge|discovery|metadata)\//.test(id),
    });
    const ids = report.exchanges.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(report.checks.flatMap(({ evidence }) => evidence).filter((id) => !ids.includes(id))).toEqual([]);
    expect(
      report.checks.filter(({ outcome }) => outcome === 'pass').every(({ evidence }) => evidence.length > 0),
    ).toBe(true);
  });
});
