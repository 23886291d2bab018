import {
  answerOf,
  describe,
  doesNotApply,
  goodTokenAcceptedFor,
  ok,
  serverCheck,
  UNRELATED_SCOPE,
  violation,
} from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.error.status-not-in-jsonrpc',
  title: 'A missing scope is told by the HTTP status, not inside a success',
  needs: ['mint'],
  control: goodTokenAcceptedFor(async (server) => (await server.gathered.scopedCall()).operation),
  probe: async (server) => {
    const { operation } = await server.gathered.scopedCall();
    const token = await server.mint({ scopes: [UNRELATED_SCOPE] });
    return { underscoped: await server.call({ token, operation }) };
  },
  judge: ({ underscoped }) => {
    const { status } = underscoped.response;
    const answer = answerOf(underscoped);
    if (status >= 300) return ok;
    if (answer.kind === 'result') return doesNotApply('The call was carried out; another check judges that.');
    const text = answer.kind === 'error' ? answer.message : answer.kind === 'tool-error' ? answer.text : '';
    // A server may hide what the caller may not do; then it knows nothing of it.
    if (/unknown|not found|no such|does not exist/i.test(text))
      return doesNotApply('The server hides the operation from this token, which is a refusal too.');
    return violation('an HTTP error status for a missing scope', describe(underscoped));
  },
});
