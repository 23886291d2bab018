import { challengesOf, firstProblem, ok, serverCheck, violation } from '../../../harness/index.ts';

/** RFC 6750 §3: printable ASCII without quote and backslash; error_uri has no space either. */
const ALLOWED: Readonly<Record<string, RegExp>> = {
  scope: /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/,
  error: /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/,
  error_description: /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/,
  error_uri: /^[\x21\x23-\x5b\x5d-\x7e]*$/,
};

export default serverCheck({
  requirement: 'server.challenge.parameter-charset',
  title: 'The values of the Bearer challenge stay within the characters that RFC 6750 allows',
  probe: async (server) => ({
    bare: await server.gathered.challenge(),
    plain: await server.call({ token: 'not-a-token-0123456789' }),
    // Bytes that a server might copy into its description: quote, backslash, and a letter outside ASCII.
    hostile: await server.call({ authorization: ['Bearer not"a\\token\u00e9'] }),
  }),
  judge: (answers) =>
    firstProblem(
      Object.values(answers)
        .flatMap(challengesOf)
        .filter(({ scheme }) => scheme.toLowerCase() === 'bearer')
        .flatMap(({ parameters }) => parameters)
        .map(({ name, value }) => {
          const allowed = ALLOWED[name.toLowerCase()];
          if (allowed === undefined || allowed.test(value)) return ok;
          return violation(
            'printable ASCII without quotes and backslashes',
            `${name} is ${JSON.stringify(value)}`,
          );
        }),
    ),
});
