import type { Defect } from '../../parts.ts';

/** Whatever goes wrong between the key set and the signature is called a bad signature. */
export default {
  breaks: 'server.availability.jwks-unusable',
  title: 'A token is called invalid when the key set cannot be had for an error of the authorization server',
  alter: () => ({
    problemOf: (result) =>
      result.kind === 'unverifiable' && result.cause.endsWith('answered 500')
        ? { kind: 'invalid', reason: 'The signature of the access token is not good.' }
        : result,
  }),
} satisfies Defect;
