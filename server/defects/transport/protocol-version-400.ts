import { refuse } from '../../access/refuse.ts';
import type { Defect } from '../../parts.ts';

/** The version is checked where the token is, and refused in the same way. */
export default {
  breaks: 'server.transport.protocol-version-400',
  title: 'An unknown protocol version is answered 401',
  alter: (parts) => ({
    authenticate: async (context, setup) => {
      const access = await parts.authenticate(context, setup);
      const version = context.get('mcp-protocol-version');
      if (access === undefined || version === '' || version > '2025') return access;
      refuse(context, { kind: 'invalid', reason: 'This protocol version is not known here.' }, setup);
      return undefined;
    },
  }),
} satisfies Defect;
