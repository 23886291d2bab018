import {
  callTool,
  describe,
  notApplicable,
  refusedAsMismatch,
  serverCheck,
  unclear,
} from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.transport.header-body-mismatch',
  title: 'A request of which Mcp-Name and body name different tools is refused',
  needs: ['token'],
  probe: async (server) => {
    const tool = (await server.gathered.tools()).find(({ readOnly }) => readOnly);
    if (tool === undefined) throw notApplicable('No tool calls itself read-only, so none is called here.');
    const operation = callTool(tool.name, tool.arguments);
    const token = await server.goodToken();
    return {
      matching: await server.call({ operation, token }),
      mismatch: await server.call({ operation, token, headers: [['mcp-name', 'another-tool']] }),
    };
  },
  judge: ({ matching, mismatch }) =>
    matching.response.status >= 300
      ? unclear(`The tool itself was answered ${describe(matching)} when both names were right.`)
      : refusedAsMismatch(mismatch),
});
