import {
  bearerChallenge,
  challengesOf,
  doesNotApply,
  ok,
  serverCheck,
  violation,
} from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.challenge.bearer-scheme',
  title: 'The challenge to a request without a token uses the Bearer scheme',
  probe: async (server) => ({ bare: await server.gathered.challenge() }),
  judge: ({ bare }) => {
    const schemes = challengesOf(bare).map(({ scheme }) => scheme);
    if (schemes.length === 0) return doesNotApply('The 401 carries no challenge; another check judges that.');
    if (bearerChallenge(bare) !== undefined) return ok;
    // A server that takes only key-bound tokens may ask for them alone (RFC 9449 §7.1).
    if (schemes.some((scheme) => scheme.toLowerCase() === 'dpop')) return ok;
    return violation('a challenge of the scheme Bearer', `the schemes ${schemes.join(', ')}`);
  },
});
