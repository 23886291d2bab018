import { expect, it } from 'vitest';
import { listChecks } from '../../cli/checks.ts';
import { clients } from './clients-commands.ts';
import { loadKnown } from './clients-known.ts';

it('knows something of every client, and of checks that exist', async () => {
  const known = await loadKnown();
  expect(Object.keys(known).sort()).toEqual(Object.keys(clients).sort());
  const ids = new Set((await listChecks()).map(({ id }) => id));
  const listed = Object.values(known).flatMap((client) => [
    ...client.known,
    ...(client.unjudged ?? []),
    ...client.sometimes,
  ]);
  expect(listed.filter(({ check }) => !ids.has(check))).toEqual([]);
  expect(listed.filter(({ reason }) => reason.length < 10)).toEqual([]);
});
