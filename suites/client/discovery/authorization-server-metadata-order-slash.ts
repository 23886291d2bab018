import { clientCheck, doesNotApply, ok, violation } from '../../../harness/index.ts';
import { firstAtServer, inOrder, plainRound } from '../places-judgements.ts';
import { PLACES, seenIn } from '../places.ts';

/** RFC 8414 §3.1. */
export default clientCheck({
  requirement: 'client.discovery.authorization-server-metadata-order',
  title: 'A slash at the end of an issuer is left out of the places, and its document is used',
  scenario: PLACES,
  reaches: 'connected',
  judge(story) {
    const root = seenIn(story, 'root');
    if (root === undefined || root.servers.length === 0)
      return doesNotApply('The client never came to the authorization server; another check judges that.');
    const all = [...root.spelt, ...(firstAtServer(story, ['faults', 'faults, hinted'])?.spelt ?? [])];
    const odd = all.find((path) => path.startsWith('//') || path.endsWith('/'));
    if (odd !== undefined)
      return violation(`${root.serverPlaces.join(', ')}, and none with a slash more`, odd);
    if (root.hasGoneOn) return ok;
    const wasFound = inOrder(root.servers, root.serverPlaces).kind === 'ok';
    return wasFound && plainRound(story)?.hasGoneOn === true
      ? violation(`the document whose issuer is ${root.issuer} is used`, 'it was read, and nothing followed')
      : doesNotApply('The client does not find or use the document; another check judges that.');
  },
});
