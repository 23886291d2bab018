import type { Defect } from '../../parts.ts';
import type { Verification } from '../../types.ts';

/** The authorization server is asked again, and the first answer stays. */
export default {
  breaks: 'server.token-validation.revoked',
  entails: ['server.stale-client.token-of-deleted-client'],
  title: 'A token that was active once stays so',
  options: { tokenValidation: 'introspection' },
  alter: (parts) => {
    const active = new Map<string, Verification>();
    return {
      introspect: async (token, setup) => {
        const result = await parts.introspect(token, setup);
        if (result.kind === 'verified') active.set(token, result);
        return active.get(token) ?? result;
      },
    };
  },
} satisfies Defect;
