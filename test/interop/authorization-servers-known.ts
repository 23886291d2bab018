import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Report } from '../../harness/contract.ts';
import { runAuthorizationServerSuite } from '../../harness/run-authorization-server.ts';
import { peers } from './authorization-servers-peers.ts';
import { knownSchema, type PeerRun } from './servers.ts';

/** What is known of each authorization server, by its name in authorization-servers-peers.ts. */
const listSchema = z.record(
  z.string(),
  z.strictObject({ known: knownSchema, unjudged: knownSchema.optional() }),
);

export type KnownOf = z.infer<typeof listSchema>;

export async function loadKnown(): Promise<KnownOf> {
  const text = await readFile(new URL('authorization-servers.yaml', import.meta.url), 'utf8');
  return listSchema.parse(parse(text));
}

/** Starts the authorization server and runs the suite on it, in this process. */
export async function testAuthorizationServer(
  name: string,
  { only, onEvent }: PeerRun = {},
): Promise<Report> {
  const start = peers[name];
  if (start === undefined) throw new Error(`No authorization server is called ${name}.`);
  await using running = await start(0);
  return await runAuthorizationServerSuite({
    ...running.given,
    ...(only === undefined ? {} : { only }),
    ...(onEvent === undefined ? {} : { onEvent }),
  });
}
