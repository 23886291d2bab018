import type { Defect } from '../../parts.ts';

/** The message quotes what was expected. */
export default {
  breaks: 'server.challenge.parameter-charset',
  title: 'The description of a malformed Authorization field holds escaped quotes',
  alter: (parts) => ({
    describe: (problem) =>
      problem.kind === 'malformed' ? 'Expected "Bearer", a space, one token.' : parts.describe(problem),
  }),
} satisfies Defect;
