import { expect, it } from 'vitest';
import { referenceLab } from '../../cli/reference-lab.ts';
import type { Report } from '../../harness/contract.ts';
import { createKeyStock } from '../../harness/lab/key-stock.ts';
import { runServerSuite } from '../../harness/run-server.ts';
import { renderJson } from '../../reports/json.ts';
import { normaliseReport } from '../../reports/normalise.ts';

const some = (id: string) => /^server\/(challenge|metadata|token-validation\/(audience|expired))/.test(id);

it('two runs against the same server give the same bytes once they are normalised', async () => {
  const privateKeys = createKeyStock(2);
  const run = (): Promise<Report> => {
    const { lab, ...options } = referenceLab();
    return runServerSuite({
      ...options,
      lab: { ...lab, privateKeys },
      specVersion: '2025-11-25',
      only: some,
      // Side by side, one check sees in the server's answers what another has left there.
      concurrency: 1,
      instances: 1,
    });
  };
  const [first, second] = [await run(), await run()];
  expect(first.summary.pass).toBeGreaterThan(10);
  expect(first.target.url).not.toBe(second.target.url);
  expect(renderJson(normaliseReport(second))).toBe(renderJson(normaliseReport(first)));
});
