import type { Defect } from '../../parts.ts';

/** Only a lost connection counts as an outage, and 503 of the authorization server does not. */
export default {
  breaks: 'server.availability.unverifiable-503',
  title: 'A token is called invalid when the authorization server answers 503',
  alter: () => ({
    problemOf: (result) =>
      result.kind === 'unverifiable' && result.cause.includes('answered 503')
        ? { kind: 'invalid', reason: 'The access token is not valid.' }
        : result,
  }),
} satisfies Defect;
