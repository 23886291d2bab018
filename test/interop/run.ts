/**
 * The suite on servers of other people's making: `npm run interop [-- --only <part of a check's id>] [--server <name>]`.
 * Ends with 1 on anything that is not listed.
 */
import { parseArgs } from 'node:util';
import { compare, loadPeers, testPeer } from './servers.ts';
import { concluded, progressOf, tell } from './telling.ts';

const { values } = parseArgs({ options: { only: { type: 'string' }, server: { type: 'string' } } });
const part = values.only;
const only = part === undefined ? undefined : (id: string) => id.includes(part);
const peers = Object.entries(await loadPeers()).filter(([name]) => name === (values.server ?? name));
if (peers.length === 0) {
  console.error(`No server is called ${values.server ?? ''} in test/interop/servers.yaml.`);
  process.exit(2);
}

let bad = 0;
for (const [name, peer] of peers) {
  const report = await testPeer(peer, { only, onEvent: progressOf(name) });
  const comparison = compare(peer, report, only);
  tell(name, report, comparison);
  bad += comparison.problems.length;
}
process.exit(concluded(bad));
