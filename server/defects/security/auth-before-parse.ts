import type { Defect } from '../../parts.ts';

const KNOWN = ['web_search', 'save_search', 'list_saved_searches', 'whoami'];

/** The tool is looked up first, so that everybody learns which there are. */
export default {
  breaks: 'server.security.auth-before-parse',
  title: 'An unknown tool is told to callers without a token',
  alter: (parts) => ({
    authenticate: async (context, setup) => {
      const tool = context.get('mcp-name');
      const isUnknown = tool !== '' && !KNOWN.includes(tool);
      if (context.get('authorization') !== '' || !isUnknown) return parts.authenticate(context, setup);
      context.body = { jsonrpc: '2.0', id: null, error: { code: -32_602, message: `Unknown tool ${tool}` } };
      return undefined;
    },
  }),
} satisfies Defect;
