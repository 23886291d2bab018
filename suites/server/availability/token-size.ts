import {
  describe,
  firstProblem,
  goodTokenAccepted,
  isServed,
  ok,
  serverCheck,
  violation,
} from '../../../harness/index.ts';

/** Characters of padding that make a token of about 4 and 8 kilobytes: base64url adds a third. */
const PADDINGS = [2_300, 5_400];

export default serverCheck({
  requirement: 'server.availability.token-size',
  title: 'Access tokens of 4 and 8 kilobytes are processed',
  needs: ['mint'],
  control: goodTokenAccepted,
  observesFailures: true,
  probe: async (server) => {
    const tokens = await Promise.all(
      PADDINGS.map((length) => server.mint({ claims: { padding: 'x'.repeat(length) } })),
    );
    return {
      answers: await Promise.all(tokens.map((token) => server.call({ token }))),
      sizes: tokens.map(({ length }) => length),
    };
  },
  judge: ({ answers, sizes }) =>
    firstProblem(
      answers.map((answer, index) =>
        isServed(answer)
          ? ok
          : violation(
              `a token of ${sizes[index] ?? 0} bytes is accepted`,
              `${describe(answer)}; a proxy in front may set the limit`,
            ),
      ),
    ),
});
