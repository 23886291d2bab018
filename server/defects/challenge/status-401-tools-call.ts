import type { Defect } from '../../parts.ts';
import { readJsonBody } from '../../mcp/body.ts';
import { operationsOf } from '../../mcp/operations.ts';

/** The gate stands in front of the listing; behind it, each tool refuses in its own way. */
export default {
  breaks: 'server.challenge.status-401',
  title: 'Only a tool call without a token is answered with 403 instead of 401',
  alter: (parts) => ({
    authenticate: async (context, setup) => {
      const isBare = context.method === 'POST' && parts.readCredentials(context.req).kind === 'none';
      if (!isBare) return parts.authenticate(context, setup);
      const body = await readJsonBody(context.req);
      const isCall =
        body.kind === 'json' && operationsOf(body.value).some(({ method }) => method === 'tools/call');
      const access = await parts.authenticate(context, setup);
      if (isCall) context.status = 403;
      return access;
    },
  }),
} satisfies Defect;
