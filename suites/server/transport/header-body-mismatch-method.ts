import { goodTokenAcceptedFor, LIST_TOOLS, refusedAsMismatch, serverCheck } from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.transport.header-body-mismatch',
  title: 'A request of which Mcp-Method and body name different methods is refused',
  needs: ['token'],
  control: goodTokenAcceptedFor(() => Promise.resolve(LIST_TOOLS)),
  probe: async (server) => ({
    mismatch: await server.call({
      operation: LIST_TOOLS,
      token: await server.goodToken(),
      headers: [['mcp-method', 'server/discover']],
    }),
  }),
  judge: ({ mismatch }) => refusedAsMismatch(mismatch),
});
