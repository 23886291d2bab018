import { challengesOf, doesNotApply, ok, serverCheck, violation } from '../../../harness/index.ts';

const ONCE = new Set(['realm', 'scope', 'error', 'error_description', 'error_uri']);

export default serverCheck({
  requirement: 'server.challenge.no-repeated-parameter',
  title: 'No parameter of the Bearer challenge appears twice',
  probe: (server) => server.gathered.refusals(),
  judge: (refusals) => {
    const challenges = Object.values(refusals)
      .flatMap(challengesOf)
      .filter(({ scheme }) => scheme.toLowerCase() === 'bearer');
    if (challenges.length === 0)
      return doesNotApply('There is no Bearer challenge; another check judges that.');
    for (const { parameters } of challenges) {
      const names = parameters.map(({ name }) => name.toLowerCase()).filter((name) => ONCE.has(name));
      const repeated = names.find((name, index) => names.indexOf(name) < index);
      if (repeated !== undefined)
        return violation(`${repeated} at most once in a challenge (RFC 6750 §3)`, `${repeated} twice`);
    }
    return ok;
  },
});
