import type { Defect } from '../../parts.ts';

/** The status of the introspection endpoint is handed on, whomever it is about. */
export default {
  breaks: 'server.availability.introspection-own-credentials',
  title: "A 401 of the introspection endpoint is taken for the client's",
  options: { tokenValidation: 'introspection' },
  alter: (parts) => ({
    readIntrospection: (answer, url) =>
      answer.kind === 'answer' && answer.status === 401
        ? { kind: 'invalid', reason: 'The access token is not valid.' }
        : parts.readIntrospection(answer, url),
  }),
} satisfies Defect;
