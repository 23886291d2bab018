import type { Style } from '../parts.ts';
import type { Verification } from '../types.ts';

const MEMORY_MS = 30_000;

/** A usual economy (RFC 7662 §4): a revoked token works on for a while, and no text says how short that must be. */
export default {
  title: 'Remembers for half a minute that the authorization server called a token active',
  options: { tokenValidation: 'introspection' },
  alter: (parts) => {
    const active = new Map<string, { result: Verification; until: number }>();
    return {
      introspect: async (token, setup) => {
        const known = active.get(token);
        if (known !== undefined && setup.settings.now() < known.until) return known.result;
        const result = await parts.introspect(token, setup);
        const until = setup.settings.now() + MEMORY_MS;
        if (result.kind === 'verified') active.set(token, { result, until });
        return result;
      },
    };
  },
  revisions: ['2026-07-28'],
  proves: [
    'server.token-validation.introspection-inactive',
    'server.token-validation.introspection-claims',
    'server.availability.introspection-5xx',
  ],
} satisfies Style;
