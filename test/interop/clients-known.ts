import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { startClientSite } from '../../cli/client-site.ts';
import type { Report } from '../../harness/contract.ts';
import { runClientSuite } from '../../harness/run-client.ts';
import { clients } from './clients-commands.ts';
import { knownSchema, type PeerRun } from './servers.ts';

/** What is known of each client, by its name in clients-commands.ts. */
const listSchema = z.record(
  z.string(),
  z.strictObject({
    /** Given where a client is to be judged by another text than that of the revision that it says it speaks. */
    specVersion: z.enum(['2025-03-26', '2025-06-18', '2025-11-25', '2026-07-28']).optional(),
    known: knownSchema,
    unjudged: knownSchema.optional(),
    /** Races, which may be won: found or not. */
    sometimes: knownSchema.default([]),
  }),
);

export type KnownClient = z.infer<typeof listSchema>[string];

export async function loadKnown(): Promise<Record<string, KnownClient>> {
  return listSchema.parse(parse(await readFile(new URL('clients.yaml', import.meta.url), 'utf8')));
}

export interface ClientTrial extends PeerRun {
  concurrency?: number | undefined;
}

/** Runs the client suite in this process, the client in processes of its own. */
export async function testClient(
  name: string,
  { specVersion }: Pick<KnownClient, 'specVersion'>,
  { only, onEvent, concurrency }: ClientTrial = {},
): Promise<Report> {
  const prepare = clients[name];
  if (prepare === undefined) throw new Error(`No client is called ${name}.`);
  const folder = await mkdtemp(join(tmpdir(), 'interop-client-'));
  try {
    const report = await runClientSuite({
      client: { command: await prepare(folder) },
      startServer: startClientSite,
      ...(specVersion === undefined ? {} : { specVersion }),
      ...(concurrency === undefined ? {} : { concurrency }),
      ...(only === undefined ? {} : { only }),
      ...(onEvent === undefined ? {} : { onEvent }),
    });
    return report;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What is listed, with those races that were lost this time. */
export function expectedIn({ checks }: Report, { known, unjudged, sometimes }: KnownClient) {
  const isRed = (id: string) =>
    checks.some(({ id: one, outcome }) => one === id && (outcome === 'fail' || outcome === 'warn'));
  return { known: [...known, ...sometimes.filter(({ check }) => isRed(check))], unjudged };
}
