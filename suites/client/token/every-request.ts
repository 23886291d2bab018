import { bearerOf, clientCheck, ok, ORDINARY, unclear, violation } from '../../../harness/index.ts';
import { issuedTokens, nameOf, placesIn, requestsWithTokenAtHand } from '../tokens.ts';

export default clientCheck({
  requirement: 'client.token.every-request',
  title: 'Each request to the MCP server carries the access token, once there is one',
  scenario: ORDINARY,
  reaches: 'token',
  judge(story) {
    const tokens = issuedTokens(story);
    const requests = requestsWithTokenAtHand(story);
    if (requests.length < 2)
      return unclear('The client made no further MCP request with the token that it was issued.');
    // A token in another place than the Authorization field is judged by checks of its own.
    const bare = requests.find((step) => bearerOf(step) === undefined && placesIn(step, tokens).size === 0);
    return bare === undefined
      ? ok
      : violation('Authorization: Bearer in each MCP request', `none in ${nameOf(bare)}`);
  },
});
