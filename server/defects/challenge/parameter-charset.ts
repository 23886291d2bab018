import type { Defect } from '../../parts.ts';

/** Node.js writes field values as Latin-1; these are the bytes of UTF-8. */
const quoted = (text: string) => Buffer.from(`\u201c${text}\u201d`, 'utf8').toString('latin1');

/** The message of an exception is for people, and its quotes are typographic. */
export default {
  breaks: 'server.challenge.parameter-charset',
  title: 'error_description holds typographic quotes in UTF-8',
  alter: (parts) => ({
    challengeParameters: (problem, setup) =>
      parts
        .challengeParameters(problem, setup)
        ?.map(([name, value]) => [name, name === 'error_description' ? quoted(value) : value]),
  }),
} satisfies Defect;
