import { atSecond, clientCheck, doesNotApply, ok, unclear, violation } from '../../../harness/index.ts';
import { stepsOf, wayIn, WAYS_IN } from '../ways-in.ts';

export default clientCheck({
  requirement: 'client.registration.cimd-used-when-supported',
  title: 'Where documents are supported, the client uses the URL of its document',
  scenario: WAYS_IN,
  judge(story) {
    const elsewhere = new Set(atSecond(story));
    const taken = wayIn(stepsOf(story, 'document').filter((step) => !elsewhere.has(step)));
    if (taken === 'document') return ok;
    if (taken === 'registration')
      return violation(
        'the URL of its document (client_metadata_url in MCP_CONFORMANCE_CONTEXT) as client_id',
        'a registration, although client_id_metadata_document_supported is true',
      );
    return taken === 'none'
      ? unclear('The client did not come so far as to choose between a document and registration.')
      : doesNotApply(
          'The client has a client id of its own, and needs neither a document nor a registration.',
        );
  },
});
