import type { Defect } from '../../parts.ts';

/** `(await response.json()).active` of something that is no JSON: caught, and called inactive. */
export default {
  breaks: 'server.availability.introspection-garbage',
  title: 'A web page from the introspection endpoint makes the token inactive',
  options: { tokenValidation: 'introspection' },
  alter: (parts) => ({
    introspectionUrl: async ({ settings }) => `${settings.scalekitEnvironmentUrl}/oauth/introspect`,
    readIntrospection: (answer, url) =>
      answer.kind === 'answer' && answer.status === 200 && answer.body === undefined
        ? { kind: 'invalid', reason: 'The access token is not active.' }
        : parts.readIntrospection(answer, url),
  }),
} satisfies Defect;
