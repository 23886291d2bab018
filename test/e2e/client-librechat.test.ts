/** LibreChat's loop with a registration that is gone: found in its old ways, gone since its fix. */
import { beforeAll, describe, expect, it } from 'vitest';
import { runLibreChat } from '../../examples/clients/librechat/client.ts';
import type { CheckResult } from '../../harness/contract.ts';
import { tryClientRun } from '../reference-client.test-helper.ts';

/** What an authorization server may do that has forgotten a client, as far as LibreChat comes to see it. */
const FORGOTTEN = [
  'authorize-dead-end',
  'authorize-dead-end-login',
  'authorize-dead-end-error',
  'reregister-on-invalid-client',
  'invalid-client-400-and-401',
].map((name) => `client/stale-client/${name}`);

const TOGETHER = 'client/stale-client/no-concurrent-registrations';
const OTHER_ERRORS = 'client/stale-client/no-reregister-on-other-errors';

async function test(forgetsAfterFailure: boolean, more: string[] = []): Promise<Map<string, CheckResult>> {
  const report = await tryClientRun(
    (invocation) => runLibreChat(invocation, { forgetsAfterFailure }),
    '2025-11-25',
    { only: (id) => [...FORGOTTEN, ...more].includes(id) },
  );
  return new Map(report.checks.map((check) => [check.id, check]));
}

describe('a client that keeps its registration whatever happens', () => {
  let results: Map<string, CheckResult>;
  beforeAll(async () => {
    results = await test(false);
  });

  it.each(FORGOTTEN)('is found by %s', (id) => {
    expect(results.get(id)).toMatchObject({
      outcome: 'warn',
      actual: expect.stringContaining('keeps using the registration that is gone') as string,
    });
  });
});

describe('a client that throws its registration away when a login failed', () => {
  let results: Map<string, CheckResult>;
  beforeAll(async () => {
    results = await test(true, [TOGETHER, OTHER_ERRORS]);
  });

  it.each(FORGOTTEN)('passes %s', (id) => {
    expect(results.get(id)).toMatchObject({ outcome: 'pass' });
  });

  it('lets requests side by side share one login', () => {
    expect(results.get(TOGETHER)).toMatchObject({ outcome: 'pass' });
  });

  it('throws away too much, too: a denial or an outage says nothing of the registration', () => {
    expect(results.get(OTHER_ERRORS)).toMatchObject({ outcome: 'warn' });
  });
});
