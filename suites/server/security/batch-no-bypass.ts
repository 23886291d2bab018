import { onTheWire, ok, serverCheck, violation } from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.security.batch-no-bypass',
  title: 'An array of messages without a token is not carried out',
  probe: async (server) => {
    const { operation } = await server.gathered.protectedOperation();
    const { body } = onTheWire(server.revision, operation, { id: 1 });
    return { batch: await server.call({ operation, body: `[${body}]` }) };
  },
  judge: ({ batch: { response } }) =>
    response.status < 300 && /"result"\s*:/.test(response.body)
      ? violation(
          'a refusal of an array of messages without a token',
          `HTTP ${response.status} with a result`,
        )
      : ok,
});
