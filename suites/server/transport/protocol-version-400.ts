import { goodTokenAcceptedFor, LIST_TOOLS, refusedWith, serverCheck } from '../../../harness/index.ts';

const UNKNOWN = '1900-01-01';

export default serverCheck({
  requirement: 'server.transport.protocol-version-400',
  title: 'A protocol version that does not exist is answered 400, and the token is not blamed for it',
  needs: ['token'],
  control: goodTokenAcceptedFor(() => Promise.resolve(LIST_TOOLS)),
  probe: async (server) => ({
    unknown: await server.call({
      // The version of the body goes along with the header field, which 2026-07-28 compares.
      operation: {
        ...LIST_TOOLS,
        params: { _meta: { 'io.modelcontextprotocol/protocolVersion': UNKNOWN } },
      },
      token: await server.goodToken(),
      headers: [['mcp-protocol-version', UNKNOWN]],
    }),
  }),
  judge: ({ unknown }) => refusedWith([400], unknown, `MCP-Protocol-Version: ${UNKNOWN} with a good token`),
});
