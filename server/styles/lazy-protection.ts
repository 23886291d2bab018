import { operationsOf } from '../mcp/operations.ts';
import type { Style } from '../parts.ts';
import type { Access } from '../types.ts';

const ANYONE: Access = { token: '', claims: {}, scopes: [] };
const PROTECTED = ['tools/call', 'resources/read', 'resources/list'];

/** A bad token is refused all the same: who sends one means to be somebody. */
export default {
  title: 'Lets everyone connect and list the tools; calling one needs a token',
  alter: (parts) => ({
    authenticate: async (context, setup) => {
      const isOpen = context.method === 'POST' && parts.readCredentials(context.req).kind === 'none';
      return isOpen ? ANYONE : parts.authenticate(context, setup);
    },
    missingScopes: (body, access, setup) => {
      const needsToken = operationsOf(body).some(({ method }) => PROTECTED.includes(method));
      if (access === ANYONE && needsToken) return { kind: 'no-credentials' };
      return parts.missingScopes(body, access, setup);
    },
  }),
  revisions: ['2025-03-26', '2025-11-25', '2026-07-28'],
  proves: ['server.challenge.status-401', 'server.token-validation.expired', 'server.scope.insufficient-403'],
} satisfies Style;
