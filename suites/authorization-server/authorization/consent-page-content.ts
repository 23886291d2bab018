import { authorizationServerCheck, doesNotApply, ok, tolerated } from '../../../harness/index.ts';
import { proxyOf } from '../proxy.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.authorization.consent-page-content',
  title: 'The page before the third party names the client, what it asks for, and where the answer goes',
  needs: ['login', 'registration'],
  probe: async (server) => {
    const { exchanges, pages, client, thirdParty } = await proxyOf(server);
    const texts = pages.map(({ text }) => text.toLowerCase());
    const shows = (text: string) => texts.some((page) => page.includes(text));
    // In words of its own perhaps: one that begins like a word in the name of a scope is enough.
    const mentions = (word: string) => texts.some((page) => new RegExp(`\\b${word}`).test(page));
    const asked = (await server.scope())?.split(' ') ?? [];
    const words = wordsOf([...thirdParty.scopes, ...asked]);
    return {
      exchanges,
      pages: pages.length,
      shown: {
        'the name of the client': shows(client.name.toLowerCase()),
        'the host of its redirect URI': shows(new URL(client.redirectUri).host),
        'what the third party is asked for': words.length === 0 || words.some(mentions),
      },
    };
  },
  judge: ({ pages, shown }) => {
    if (pages === 0)
      return doesNotApply('No page of its own comes before the third party; another check judges that.');
    const missing = Object.entries(shown).find(([, isShown]) => !isShown);
    if (missing === undefined) return ok;
    return tolerated(
      `the page before the third party shows ${missing[0]}`,
      'it is not in the text of the page; look at the page yourself',
    );
  },
});

/** Words that occur on any such page, whatever is asked for. */
const SAID_ANYWAY = [
  'access',
  'openid',
  'profile',
  'email',
  'offline',
  'https',
  'http',
  'com',
  'www',
  'auth',
];

function wordsOf(scopes: readonly string[]): string[] {
  const words = scopes.flatMap((scope) => scope.toLowerCase().split(/[^a-z]+/));
  return words.filter((word) => word.length > 2 && !SAID_ANYWAY.includes(word));
}
