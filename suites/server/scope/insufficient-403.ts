import {
  answerOf,
  doesNotApply,
  goodTokenAcceptedFor,
  isServed,
  refusedWith,
  serverCheck,
  UNRELATED_SCOPE,
  type Answered,
} from '../../../harness/index.ts';

const METHOD_NOT_FOUND = -32_601;
const INVALID_PARAMS = -32_602;

/** Some servers hide from a caller what it may not do, and then know nothing of it when it is called. */
function isHidden(exchange: Answered): boolean {
  const answer = answerOf(exchange);
  if (answer.kind === 'error') return answer.code === METHOD_NOT_FOUND || answer.code === INVALID_PARAMS;
  return answer.kind === 'tool-error' && /unknown|not found|no such|does not exist/i.test(answer.text);
}

export default serverCheck({
  requirement: 'server.scope.insufficient-403',
  title: 'A token without the scope of the operation is refused with 403',
  needs: ['mint'],
  control: goodTokenAcceptedFor(async (server) => (await server.gathered.scopedCall()).operation),
  probe: async (server) => {
    const { operation } = await server.gathered.scopedCall();
    const token = await server.mint({ scopes: [UNRELATED_SCOPE] });
    return { underscoped: await server.call({ token, operation }) };
  },
  judge: ({ underscoped }) => {
    if (isServed(underscoped)) return doesNotApply('The call was carried out; another check judges that.');
    if (isHidden(underscoped))
      return doesNotApply('The server hides the operation from this token, which is a refusal too.');
    return refusedWith([403], underscoped, 'a token without the scope of the operation');
  },
});
