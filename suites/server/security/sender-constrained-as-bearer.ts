import {
  challengesOf,
  doesNotApply,
  goodTokenAccepted,
  isServed,
  refused,
  serverCheck,
} from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.security.sender-constrained-as-bearer',
  title: 'A token that is bound to a key is not accepted as a plain Bearer token',
  needs: ['mint'],
  control: goodTokenAccepted,
  probe: async (server) => {
    const challenge = await server.gathered.challenge();
    const candidates = await server.gathered.metadataCandidates();
    const token = await server.mint({
      claims: { cnf: { jkt: '0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I' } },
    });
    return {
      bound: await server.call({ token }),
      advertisesDpop:
        challengesOf(challenge).some(({ scheme }) => scheme.toLowerCase() === 'dpop') ||
        candidates.some(({ document }) => speaksOfDpop(document)),
    };
  },
  judge: ({ bound, advertisesDpop }) =>
    // RFC 9449 §7.2 takes it that a server without DPoP ignores the claim.
    isServed(bound) && !advertisesDpop
      ? doesNotApply('The server does not advertise DPoP, so it need not know what cnf means.')
      : refused(bound, 'a token bound to a key (cnf.jkt), sent without a proof of the key'),
});

function speaksOfDpop(document: Readonly<Record<string, unknown>> | undefined): boolean {
  return (
    document?.['dpop_bound_access_tokens_required'] === true ||
    document?.['dpop_signing_alg_values_supported'] !== undefined
  );
}
