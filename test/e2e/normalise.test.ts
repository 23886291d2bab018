/** The same for a whole run in the lab stands in `lab.test.ts`, which makes one anyway. */
import { expect, it } from 'vitest';
import type { Report } from '../../harness/contract.ts';
import { renderJson } from '../../reports/json.ts';
import { normaliseReport } from '../../reports/normalise.ts';
import { tryAuthorizationServer } from '../reference-authorization-server.test-helper.ts';
import { tryClient } from '../reference-client.test-helper.ts';

/** Checks and scenarios side by side, as anybody runs them; some of each, as they cost their time twice. */
const runs: [string, () => Promise<Report>][] = [
  [
    'authorization server',
    () =>
      tryAuthorizationServer(undefined, '2026-07-28', {
        only: (id) => /^authorization-server\/(metadata|registration|audience|refresh)/.test(id),
      }),
  ],
  ['client', () => tryClient(undefined, '2026-07-28', { only: (id) => /pkce\/|reregister-once$/.test(id) })],
];

it.each(runs)('two runs of the same %s give the same bytes once they are normalised', async (_, run) => {
  const [first, second] = [await run(), await run()];
  expect(first.summary.pass).toBeGreaterThan(5);
  expect(renderJson(second)).not.toBe(renderJson(first));
  expect(renderJson(normaliseReport(second))).toBe(renderJson(normaliseReport(first)));
});
