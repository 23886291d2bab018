import { createTaskProtocol } from '../mcp/tasks.ts';
import type { Style } from '../parts.ts';

const TOOL = 'summarize_saved_searches';

export default {
  title: 'Has a tool that may be called as a task under 2025-11-25',
  alter: (parts) => ({
    createProtocol: createTaskProtocol(parts.createProtocol, [TOOL]),
    furnish: (server, access) => {
      parts.furnish(server, access);
      server.server.registerCapabilities({
        tasks: { list: {}, cancel: {}, requests: { tools: { call: {} } } },
      });
      const tool = server.registerTool(
        TOOL,
        { description: 'Says what you search for.', annotations: { readOnlyHint: true } },
        () => ({ content: [{ type: 'text', text: 'You search for many things.' }] }),
      );
      tool.execution = { taskSupport: 'optional' };
    },
  }),
  revisions: ['2025-11-25', '2026-07-28'],
  proves: ['server.session.tasks-bound-to-authorization'],
} satisfies Style;
