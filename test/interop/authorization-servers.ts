/**
 * The authorization-server suite on servers of other people's making and on the mock's profiles:
 * `npm run interop:as [-- --only <part of a check's id>] [--server <name>]`. Ends with 1 on anything that is not listed.
 * `--serve <name> [--port 29100]` starts one of them and leaves it running, to reproduce a finding by hand.
 */
import { parseArgs } from 'node:util';
import { writeFile } from 'node:fs/promises';
import { loadKnown, testAuthorizationServer } from './authorization-servers-known.ts';
import { peers } from './authorization-servers-peers.ts';
import { compare } from './servers.ts';
import { concluded, progressOf, tell } from './telling.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    server: { type: 'string' },
    /** Where the reports are written: `<folder>/<name>.json`. */
    reports: { type: 'string' },
    serve: { type: 'string' },
    port: { type: 'string', default: '29100' },
  },
});

const chosen = values.serve ?? values.server;
if (chosen !== undefined && peers[chosen] === undefined) {
  console.error(`No authorization server is called ${chosen}. There are: ${Object.keys(peers).join(', ')}.`);
  process.exit(2);
}
if (values.serve === undefined) process.exit(await testAll());
await serve(values.serve);

async function testAll(): Promise<number> {
  const part = values.only;
  const only = part === undefined ? undefined : (id: string) => id.includes(part);
  let bad = 0;
  for (const [name, peer] of Object.entries(await loadKnown())) {
    if (name !== (values.server ?? name)) continue;
    const report = await testAuthorizationServer(name, { only, onEvent: progressOf(name) });
    const comparison = compare(peer, report, only);
    tell(name, report, comparison);
    bad += comparison.problems.length;
    if (values.reports !== undefined) {
      await writeFile(`${values.reports}/${name.replace(/\W+/g, '-')}.json`, JSON.stringify(report, null, 1));
    }
  }
  return concluded(bad);
}

async function serve(name: string): Promise<void> {
  const running = await peers[name]?.(Number(values.port));
  if (running === undefined) return;
  console.log(`${name} is at ${running.given.issuer}. Ctrl-C ends it.`);
}
