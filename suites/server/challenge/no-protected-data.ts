import {
  answerOf,
  describe,
  firstProblem,
  headerOf,
  isObject,
  LIST_TOOLS,
  ok,
  parseJson,
  serverCheck,
  violation,
  type Answered,
  type Json,
  type Judgement,
} from '../../../harness/index.ts';

/** Every string in a JSON value. */
function strings(value: Json | undefined): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(strings);
  return isObject(value) ? Object.values(value).flatMap(strings) : [];
}

function judgeOne(name: string, answer: Answered, tools: readonly string[]): Judgement {
  const { status, headers, body } = answer.response;
  if (status < 400) return ok;
  const expected = 'a refusal without protected data';
  if (headerOf(headers, 'mcp-session-id') !== undefined)
    return violation(expected, `HTTP ${status} with an Mcp-Session-Id (${name})`);
  if (['result', 'tool-error'].includes(answerOf(answer).kind))
    return violation(expected, `${describe(answer)} (${name})`);
  // A name in prose may be an everyday word, or come from the request; a string of its own is a leaked list.
  const leaked = strings(parseJson(body)).find((text) => tools.includes(text));
  return leaked === undefined
    ? ok
    : violation(expected, `HTTP ${status} with the name of the tool "${leaked}" (${name})`);
}

export default serverCheck({
  requirement: 'server.challenge.no-protected-data',
  title: 'A refusal carries no result, no session id and no tool names',
  probe: async (server) => {
    const hasToken = server.target.capabilities.has('token');
    const { open } = await server.gathered.protectedOperation();
    const [refusals, listing, listed] = await Promise.all([
      server.gathered.refusals(),
      server.call({ operation: LIST_TOOLS }),
      hasToken ? server.gathered.tools() : [],
    ]);
    return {
      answers: [...Object.values(refusals), listing],
      names: [...Object.keys(refusals), 'tools/list without a token'],
      // What everybody may list is no secret.
      tools: open.includes('tools/list') ? [] : listed.map(({ name }) => name),
    };
  },
  judge: ({ answers, names, tools }) =>
    firstProblem(answers.map((answer, index) => judgeOne(names[index] ?? '', answer, tools))),
});
