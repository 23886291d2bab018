import { bearerOf, clientCheck, isSuccess, ok, unclear, violation } from '../../../harness/index.ts';
import { BUSY } from '../busy.ts';
import { after, isLogin, remembersToken } from '../sequence.ts';

const EXPECTED = 'the same token again, later';

export default clientCheck({
  requirement: 'client.availability.503-keeps-credentials',
  title: 'A 503 of the MCP server makes the client neither drop its token nor log in',
  scenario: BUSY,
  reaches: 'served',
  judge(story) {
    const refused = story.of('mcp').find(({ status }) => status === 503);
    if (refused === undefined) return unclear('The client did not ask for the list of tools.');
    const login = after(story, refused).find(isLogin);
    if (login !== undefined) return violation(EXPECTED, `the client begins a ${login.kind} upon the 503`);
    // Only who has begun an attempt with a stored token is known to store it.
    const [next] = story.of('mcp', refused.attempt + 1);
    if (!remembersToken(story, refused.attempt) || next === undefined) return ok;
    const kept = story.of('mcp', refused.attempt).filter(isSuccess).map(bearerOf);
    return kept.includes(bearerOf(next))
      ? ok
      : violation(EXPECTED, 'the next launch begins without the token that the server had not refused');
  },
});
