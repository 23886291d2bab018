import {
  challengesOf,
  doesNotApply,
  firstProblem,
  ok,
  serverCheck,
  tolerated,
  violation,
  type Answered,
  type Judgement,
} from '../../../harness/index.ts';
import { how } from '../refusals.ts';

/** A server that takes only key-bound tokens may ask for them alone (RFC 9449 §7.1). */
const SCHEMES = ['bearer', 'dpop'];

function judge(name: string, answer: Answered): Judgement {
  const challenges = challengesOf(answer).filter(({ scheme }) => scheme !== '');
  if (answer.response.status !== 401 || challenges.length === 0) {
    return doesNotApply(`There is no 401 ${how(name)} with a scheme; another check judges that.`);
  }
  const meant = challenges.filter(({ scheme }) => SCHEMES.includes(scheme.toLowerCase()));
  if (meant.some(({ parameters }) => parameters.length > 0)) return ok;
  const schemes = challenges.map(({ scheme }) => scheme).join(', ');
  return meant.length === 0
    ? violation('a challenge of the scheme Bearer', `${schemes} ${how(name)}`)
    : tolerated('Bearer and at least one parameter (RFC 6750 §3)', `only "${schemes}" ${how(name)}`);
}

export default serverCheck({
  requirement: 'server.challenge.bearer-scheme',
  title: 'The challenge uses the Bearer scheme, with parameters',
  probe: (server) => server.gathered.refusals(),
  judge: ({ bare, ...others }) => {
    const first = judge('bare', bare);
    const more = Object.entries(others).map(([name, answer]) => judge(name, answer));
    return firstProblem([first, ...more.filter(({ kind }) => kind === 'violation')]);
  },
});
