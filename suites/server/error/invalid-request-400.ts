import {
  bearerChallenge,
  describe,
  goodTokenAccepted,
  ok,
  parameter,
  serverCheck,
  unclear,
  violation,
  firstProblem,
  type Answered,
  type Judgement,
} from '../../../harness/index.ts';

/** The second copy may be ignored, and a form is no MCP message, so whatever else a server says to one is as good. */
function judgeOne(exchange: Answered, what: string): Judgement {
  const { status } = exchange.response;
  if (status === 429 || status === 503) return unclear(`${what} was answered HTTP ${status}.`);
  const challenge = bearerChallenge(exchange);
  const error = challenge === undefined ? undefined : parameter(challenge, 'error');
  const expected = `HTTP 400 with invalid_request for ${what}, or no notice of the second copy`;
  if (status >= 500 || status === 401 || status === 403) return violation(expected, describe(exchange));
  if (status === 400 && error !== undefined && error !== 'invalid_request') {
    return violation(expected, `HTTP 400 with error="${error}"`);
  }
  return ok;
}

export default serverCheck({
  requirement: 'server.error.invalid-request-400',
  title: 'A token that is sent twice is called an invalid request, or its copy is ignored',
  needs: ['token'],
  control: goodTokenAccepted,
  probe: async (server) => {
    await server.gathered.protectedOperation();
    const token = await server.goodToken();
    const url = new URL(server.url);
    url.searchParams.set('access_token', token);
    const [form, query] = await Promise.all([
      server.call({
        token,
        headers: [['content-type', 'application/x-www-form-urlencoded']],
        body: new URLSearchParams({ access_token: token }).toString(),
      }),
      server.call({ token, url }),
    ]);
    return { form, query };
  },
  judge: ({ form, query }) =>
    firstProblem([
      judgeOne(form, 'a token in the field and in a form'),
      judgeOne(query, 'a token in the field and in the query'),
    ]),
});
