import { bearerChallenge, ok, parameter, serverCheck, stringsOf, violation } from '../../../harness/index.ts';

const OMNIBUS = /^(?:\*|all|full[-_.:]?access|admin:\*|root|superuser|.*:\*)$/i;
/** From so many scopes on, a challenge that names them all is a catalogue and no guidance. */
const LONG = 8;

export default serverCheck({
  requirement: 'server.security.scope-wildcards',
  title: 'No scope stands for everything, and the challenge does not name a long catalogue',
  probe: async (server) => {
    const { bare } = await server.gathered.protectedOperation();
    const candidates = await server.gathered.metadataCandidates();
    const document = candidates.find((candidate) => candidate.document !== undefined);
    const challenge = bearerChallenge(bare);
    const guidance = (challenge && parameter(challenge, 'scope')) ?? '';
    return {
      bare,
      ...(document === undefined ? {} : { document: document.exchange }),
      supported: stringsOf(document?.document, 'scopes_supported'),
      guidance: guidance.split(' ').filter((scope) => scope !== ''),
    };
  },
  judge: ({ supported, guidance }) => {
    const expected = 'scopes that each cover one kind of operation';
    const omnibus = [...supported, ...guidance].find((scope) => OMNIBUS.test(scope));
    if (omnibus !== undefined) return violation(expected, `the scope ${omnibus}`);
    const isCatalogue = supported.length >= LONG && supported.every((scope) => guidance.includes(scope));
    return isCatalogue
      ? violation('a challenge with the scopes to begin with', `all ${supported.length} scopes in the 401`)
      : ok;
  },
});
