import {
  batchOf,
  describe,
  LIST_TOOLS,
  ok,
  serverCheck,
  servedMembers,
  unclear,
  violation,
} from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.transport.batch-authorized',
  title: 'A batch without a token is refused',
  probe: async (server) => {
    const { operation } = await server.gathered.protectedOperation();
    // initialize may not be in a batch; where it is protected, everything else is.
    const member = operation.method === 'initialize' ? LIST_TOOLS : operation;
    return {
      batch: await server.call({ operation: member, body: batchOf([member, member]), session: 'none' }),
    };
  },
  judge: ({ batch }) => {
    const { status } = batch.response;
    if (servedMembers(batch).length > 0)
      return violation(
        'HTTP 401 for a batch without a token',
        `HTTP ${status}: its members were carried out`,
      );
    if (status < 300) return violation('HTTP 401 for a batch without a token', describe(batch));
    return status >= 500 ? unclear(`The batch was answered ${describe(batch)}.`) : ok;
  },
});
