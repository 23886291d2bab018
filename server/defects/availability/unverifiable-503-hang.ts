import type { Defect } from '../../parts.ts';

/** The error of a timer that ran out is not among those that count as an outage. */
export default {
  breaks: 'server.availability.unverifiable-503',
  title: 'A token is called invalid when the authorization server gives no answer in time',
  alter: () => ({
    problemOf: (result) =>
      result.kind === 'unverifiable' && result.cause.includes('did not answer in time')
        ? { kind: 'invalid', reason: 'The access token is not valid.' }
        : result,
  }),
} satisfies Defect;
