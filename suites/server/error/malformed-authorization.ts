import {
  describe,
  doesNotApply,
  firstProblem,
  isServed,
  ok,
  serverCheck,
  unclear,
  violation,
  type Answered,
  type Judgement,
} from '../../../harness/index.ts';

const MALFORMED: Record<string, string> = {
  'Bearer without a token': 'Bearer',
  'Bearer and a space': 'Bearer ',
  'two tokens': 'Bearer first second',
  'a list': 'Bearer first, Bearer second',
  'parameters instead of a token': 'Bearer token="first"',
  'characters that no token has': 'Bearer "<{}>"\\\u00e9',
  'no scheme': 'alone',
};
/** Splitting at spaces and taking the second part finds a good token here, and nothing wrong. */
const WORD_AFTER = 'a good token and a word after it';

function judgeOne(exchange: Answered, what: string): Judgement {
  const { status } = exchange.response;
  if (status >= 400 && status < 500) return status === 429 ? unclear('The server limits its rate.') : ok;
  if (status === 503) return unclear(`${what} was answered HTTP 503.`);
  if (status < 300 && !isServed(exchange))
    return doesNotApply('An error was answered inside a success; another check judges that.');
  return violation(`HTTP 400 or 401 for ${what}`, describe(exchange));
}

export default serverCheck({
  requirement: 'server.error.malformed-authorization',
  title: 'A malformed Authorization field is answered with 400 or 401',
  probe: async (server) => {
    await server.gathered.protectedOperation();
    const malformed = await Promise.all(
      Object.values(MALFORMED).map((value) => server.call({ authorization: [value] })),
    );
    // A token that is none is refused in any case, so only a good one shows whether the field was read to its end.
    if (!server.target.capabilities.has('token')) return { malformed };
    const authorization = [`Bearer ${await server.goodToken()} second`];
    return { malformed, wordAfter: await server.call({ authorization }) };
  },
  judge: ({ malformed, wordAfter }) =>
    firstProblem(
      [...Object.keys(MALFORMED), WORD_AFTER].flatMap((what, index) => {
        const exchange = what === WORD_AFTER ? wordAfter : malformed[index];
        return exchange === undefined ? [] : [judgeOne(exchange, what)];
      }),
    ),
});
