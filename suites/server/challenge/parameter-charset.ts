import {
  allHeaders,
  doesNotApply,
  ok,
  parseChallenges,
  serverCheck,
  violation,
  type HeaderLine,
  type ServerContext,
} from '../../../harness/index.ts';

const TEXT = /[^\x20\x21\x23-\x5b\x5d-\x7e]/;
/** RFC 6750 §3: printable ASCII without quote and backslash; error_uri has no space either. */
const STRAY = new Map([
  ['scope', TEXT],
  ['error', TEXT],
  ['error_description', TEXT],
  ['error_uri', /[^\x21\x23-\x5b\x5d-\x7e]/],
]);

/** The first character that a Bearer parameter must not hold: `U+201C in error_description`. */
export function strayCharacter(headers: readonly HeaderLine[]): string | undefined {
  const { challenges } = parseChallenges(allHeaders(headers, 'www-authenticate'));
  const strays = challenges
    .filter(({ scheme }) => scheme.toLowerCase() === 'bearer')
    .flatMap(({ parameters }) => parameters)
    .flatMap(({ name, value }) => {
      const stray = STRAY.get(name.toLowerCase())?.exec(value)?.[0];
      return stray === undefined ? [] : [`${codePoint(stray)} in ${name}`];
    });
  return strays[0];
}

function codePoint(character: string): string {
  return `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Whether a field says anything, and what is wrong with it. Of raw lines: a pseudonym would be a stray character. */
function facts(headers: readonly HeaderLine[]) {
  return { challenged: allHeaders(headers, 'www-authenticate').length > 0, stray: strayCharacter(headers) };
}

/** Tokens with one fault each, since a server that describes faults has words of its own for each. */
async function faultyTokens(server: ServerContext): Promise<string[]> {
  if (!server.target.capabilities.has('mint')) return [];
  return Promise.all([
    server.mint({ expiresIn: -600 }),
    server.mint({ audience: 'https://somebody-else.example/mcp' }),
    server.mint({ issuer: 'https://somebody-else.example' }),
    server.mint({ signature: 'tampered' }),
  ]);
}

export default serverCheck({
  requirement: 'server.challenge.parameter-charset',
  title: 'The values of the Bearer challenge stay within the characters that RFC 6750 allows',
  probe: async (server) => {
    const bare = await server.gathered.challenge();
    const plain = await server.exchange({ token: 'not-a-token-0123456789' });
    // Bytes that a server might copy into its description: quote, backslash, and a letter outside ASCII.
    const hostile = await server.exchange({ authorization: ['Bearer not"a\\token\u00e9'] });
    const refused = await Promise.all(
      (await faultyTokens(server)).map((token) => server.exchange({ token })),
    );
    const read = [bare.response.headers, ...[plain, hostile, ...refused].map(({ headers }) => headers)].map(
      facts,
    );
    return {
      bare,
      refused: refused.map(({ exchange }) => exchange),
      plain: plain.exchange,
      hostile: hostile.exchange,
      challenged: read.some(({ challenged }) => challenged),
      strays: read.flatMap(({ stray }) => stray ?? []),
    };
  },
  judge: ({ challenged, strays: [stray] }) => {
    if (!challenged) return doesNotApply('No refusal has a WWW-Authenticate; another check judges that.');
    return stray === undefined
      ? ok
      : violation('printable ASCII without quotes and backslashes (RFC 6750 §3)', stray);
  },
});
