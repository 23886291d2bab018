import type { Defect } from '../../parts.ts';
import { unverifiedClaims } from '../../verify/jwt.ts';

/** A cache saves the costly part, and with it the point of it. */
export default {
  breaks: 'server.token-validation.bad-signature',
  entails: ['server.availability.removed-key-retired'],
  title: 'A signature that was good once is good for any payload',
  alter: (parts) => {
    const good = new Set<string>();
    return {
      verifySignature: async (token, setup) => {
        const signature = token.split('.')[2] ?? '';
        const unverified = unverifiedClaims(token);
        if (unverified !== undefined && good.has(signature)) return { kind: 'verified', ...unverified };
        const result = await parts.verifySignature(token, setup);
        if (result.kind === 'verified') good.add(signature);
        return result;
      },
    };
  },
} satisfies Defect;
