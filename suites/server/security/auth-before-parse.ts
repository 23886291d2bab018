import {
  callEach,
  describe,
  doesNotApply,
  firstProblem,
  ok,
  serverCheck,
  violation,
  type Exchange,
} from '../../../harness/index.ts';

const NO_TOOL = 'no-such-tool-7f3a';
const LARGE = 5 * 1024 * 1024;

export default serverCheck({
  requirement: 'server.security.auth-before-parse',
  title: 'Without a token, neither the parser can be upset nor the tools be found out',
  // A server that goes down by it takes the findings of other checks along: so alone and last.
  exclusive: true,
  observesFailures: true,
  probe: async (server) => {
    const { open } = await server.gathered.protectedOperation();
    const answers = await callEach(server, {
      'a body that is no JSON': { body: '{"jsonrpc":"2.0",' },
      'an unknown method': { operation: { method: 'no/such-method' } },
      'an unknown tool': { operation: { method: 'tools/call', params: { name: NO_TOOL, arguments: {} } } },
      'a body of five megabytes': { body: `"${'x'.repeat(LARGE)}"` },
    });
    return { ...answers, afterwards: await server.call(), open };
  },
  judge: ({ open, ...answers }) => {
    const named = Object.entries(answers);
    const judgement = firstProblem(named.map(([name, answer]) => judgeOne(name, answer, open)));
    return judgement;
  },
});

/** Whether 401 comes before 400, 404 or 413 is of no matter; a reset of a body that is too long neither. */
function judgeOne(name: string, answer: Exchange, open: string[]) {
  const expected = `a 4xx to ${name}, without a token`;
  const { response, failure } = answer;
  if (response === undefined) {
    if (name === 'afterwards') return violation('an answer to the request that follows', describe(answer));
    return failure?.kind === 'timeout' ? violation(expected, 'no answer within the time') : ok;
  }
  if (response.status >= 500 && response.status !== 503) return violation(expected, describe(answer));
  if (name !== 'an unknown tool' || !tellsOfTool(response.body)) return ok;
  if (open.length > 0) return doesNotApply('The tools of this server are no secret.');
  return violation(
    'nothing about tools to callers without a token',
    `${describe(answer)} that says the tool is unknown`,
  );
}

function tellsOfTool(body: string): boolean {
  return body.includes(NO_TOOL) || /unknown tool|tool\b.{0,40}\bnot found|no such tool/i.test(body);
}
