import type { Defect } from '../../parts.ts';

/** That the authorization server was asked is remembered, and not what it said. */
export default {
  breaks: 'server.token-validation.introspection-inactive',
  title: 'An inactive token is refused once and accepted when it comes again',
  options: { tokenValidation: 'introspection' },
  alter: (parts) => {
    const refused = new Set<string>();
    return {
      introspect: async (token, setup) => {
        const result = await parts.introspect(token, setup);
        if (result.kind !== 'invalid') return result;
        if (refused.has(token)) return parts.verifySignature(token, setup);
        refused.add(token);
        return result;
      },
    };
  },
} satisfies Defect;
