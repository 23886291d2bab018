import { clientCheck, doesNotApply, ok, ORDINARY, violation } from '../../../harness/index.ts';
import { issuedTokens, nameOf, placesIn, repeatsAuthorization } from '../tokens.ts';

export default clientCheck({
  requirement: 'client.token.one-method-only',
  title: 'No MCP request carries the access token twice',
  scenario: ORDINARY,
  reaches: 'token',
  judge(story) {
    const tokens = issuedTokens(story);
    const inField = story.of('mcp').filter((step) => placesIn(step, tokens).has('authorization'));
    if (inField.length === 0)
      return doesNotApply('The client sends no token in the Authorization field; another check judges that.');
    for (const step of inField) {
      const places = placesIn(step, tokens);
      // A copy in the URL is judged by a check of its own.
      const second = repeatsAuthorization(step)
        ? 'another Authorization field'
        : (places.get('field') ?? places.get('body'));
      if (second !== undefined)
        return violation('the token once, in the Authorization field', `also in ${second} (${nameOf(step)})`);
    }
    return ok;
  },
});
