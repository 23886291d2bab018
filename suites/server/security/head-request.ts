import { describe, headerOf, ok, serverCheck, unclear, violation } from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.security.head-request',
  title: 'HEAD without a token opens neither a stream nor a session',
  observesFailures: true,
  probe: async (server) => {
    await server.gathered.protectedOperation();
    return {
      head: await server.send({
        method: 'HEAD',
        url: server.url,
        headers: { accept: 'application/json, text/event-stream' },
        timeoutMs: Math.min(server.target.timeoutMs, 5_000),
      }),
    };
  },
  judge: ({ head }) => {
    const expected = 'a refusal of HEAD, or an answer that opens nothing';
    if (head.failure?.kind === 'timeout') return violation(expected, 'no answer within the time: it hangs');
    const { response } = head as Partial<typeof head>;
    if (response === undefined) return unclear(`HEAD was not answered: ${describe(head)}`);
    if (response.status >= 300) return ok;
    if (headerOf(response.headers, 'mcp-session-id') !== undefined)
      return violation(expected, `${describe(head)} with an Mcp-Session-Id`);
    const type = headerOf(response.headers, 'content-type') ?? '';
    return type.startsWith('text/event-stream')
      ? violation(expected, `${describe(head)} of an event stream`)
      : ok;
  },
});
