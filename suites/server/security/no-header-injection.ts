import {
  allHeaders,
  firstProblem,
  forge,
  goodJws,
  goodTokenAccepted,
  ok,
  parseChallenges,
  presentEach,
  fixedSignature,
  refused,
  serverCheck,
  spoilt,
  violation,
  type Answered,
  type Json,
} from '../../../harness/index.ts';

const PLAIN = 'plain claims';
const HOSTILE: Record<string, string> = {
  'quotes and commas in its claims': 'x", injected="1", Injected realm="1',
  'a line end in its claims': 'x\r\nX-Injected: 1\r\n\r\ninjected',
  'a backslash at the end of its claims': 'x\\',
};

/** The claims that a server likes to quote. */
function claimsOf(text: string): { [claim: string]: Json } {
  return { sub: text, client_id: text, iss: `https://as.example/${text}`, jti: text, aud: text };
}

export default serverCheck({
  requirement: 'server.security.no-header-injection',
  title: 'What stands in a token does not break out of the challenge',
  needs: ['token'],
  control: goodTokenAccepted,
  probe: async (server) => {
    const jws = await goodJws(server);
    const sign = fixedSignature(spoilt(jws.segments[2]));
    const texts = Object.entries({ [PLAIN]: 'somebody', ...HOSTILE });
    const tokens = texts.map(([name, text]) => [name, forge(jws, { claims: claimsOf(text), sign })] as const);
    const header = { kid: HOSTILE['quotes and commas in its claims'] };
    return presentEach(server, {
      ...Object.fromEntries(tokens),
      'quotes and commas in its kid': forge(jws, { header, sign }),
    });
  },
  judge: (answers) => {
    const plain = answers[PLAIN];
    const usual = plain === undefined ? [] : shapeOf(plain);
    return firstProblem(
      Object.entries(answers).map(([name, answer]) => {
        const refusal = refused(answer, `a badly signed token with ${name}`);
        return refusal.kind === 'ok' ? judgeShape(name, answer, usual) : refusal;
      }),
    );
  },
});

/** Schemes and parameter names of the challenge, and where its grammar breaks. Values may differ. */
function shapeOf(answer: Answered): string[] {
  const { challenges, problems } = parseChallenges(allHeaders(answer.response.headers, 'www-authenticate'));
  const names = challenges.flatMap(({ scheme, parameters }) => [
    scheme,
    ...parameters.map(({ name }) => name),
  ]);
  return [...names, ...problems.map(() => 'broken grammar')];
}

function judgeShape(name: string, answer: Answered, usual: string[]) {
  const expected = `the same challenge for a token with ${name} as for any other bad token`;
  if (answer.response.headers.some(([field]) => /injected/i.test(field)))
    return violation(expected, 'an additional header field that the token wrote');
  const extra = shapeOf(answer).filter((part) => !usual.includes(part));
  return extra.length === 0 ? ok : violation(expected, `it has ${extra.join(', ')} too`);
}
