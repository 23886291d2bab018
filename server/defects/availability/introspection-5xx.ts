import type { Defect } from '../../parts.ts';

/** A server error has no member `active`, and what is not active is refused. */
export default {
  breaks: 'server.availability.introspection-5xx',
  title: 'An error of the introspection endpoint makes the token inactive',
  options: { tokenValidation: 'introspection' },
  alter: (parts) => ({
    readIntrospection: (answer, url) =>
      answer.kind === 'answer' && answer.status >= 500
        ? { kind: 'invalid', reason: 'The access token is not active.' }
        : parts.readIntrospection(answer, url),
  }),
} satisfies Defect;
