import { clientCheck, ok, ORDINARY, unclear, violation } from '../../../harness/index.ts';
import { issuedTokens, nameOf, placesIn } from '../tokens.ts';

export default clientCheck({
  requirement: 'client.token.header-only',
  title: 'The access token goes to the MCP server in the Authorization field, as Bearer',
  scenario: ORDINARY,
  reaches: 'token',
  judge(story) {
    const tokens = issuedTokens(story);
    const carriers = story.of('mcp').flatMap((step) => {
      const places = placesIn(step, tokens);
      return places.size === 0 ? [] : [{ step, places }];
    });
    if (carriers.length === 0) return unclear('The client was issued a token and sent it in no MCP request.');
    for (const { step, places } of carriers) {
      const elsewhere = places.get('field') ?? places.get('body');
      // A token in the URL, and a second copy, are judged by checks of their own.
      if (elsewhere !== undefined && !places.has('authorization'))
        return violation(
          'Authorization: Bearer with the token',
          `the token in ${elsewhere} (${nameOf(step)})`,
        );
    }
    return ok;
  },
});
