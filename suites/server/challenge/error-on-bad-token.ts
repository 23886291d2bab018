import {
  bearerChallenge,
  doesNotApply,
  firstProblem,
  ok,
  parameter,
  serverCheck,
  violation,
  type Answered,
  type Judgement,
} from '../../../harness/index.ts';
import { how } from '../refusals.ts';

function judge(name: string, answer: Answered): Judgement {
  const challenge = bearerChallenge(answer);
  if (answer.response.status !== 401 || challenge === undefined) {
    return doesNotApply(
      `The request ${how(name)} got no 401 with a Bearer challenge; other checks judge that.`,
    );
  }
  const error = parameter(challenge, 'error');
  if (error === 'invalid_token') return ok;
  const actual = error === undefined ? 'no error parameter' : `error="${error}"`;
  return violation('error="invalid_token"', `${actual} ${how(name)}`);
}

export default serverCheck({
  requirement: 'server.challenge.error-on-bad-token',
  title: 'The challenge to a refused token says error="invalid_token"',
  probe: async (server) => {
    // Without the bare refusal: it states no error.
    const { foreign, expired } = await server.gathered.refusals();
    return { foreign, ...(expired === undefined ? {} : { expired }) };
  },
  judge: (refusals) => firstProblem(Object.entries(refusals).map(([name, answer]) => judge(name, answer))),
});
