import type { Defect } from '../../parts.ts';

/** The parser works for everybody, and stumbles for everybody. */
export default {
  breaks: 'server.security.auth-before-parse',
  title: 'A body that is no JSON makes the server stumble before the token is looked at',
  alter: (parts) => ({
    authenticate: async (context, setup) => {
      if (context.get('authorization') === '' && context.is('json') === 'json') {
        let text = '';
        for await (const chunk of context.req as AsyncIterable<Buffer>) text += chunk.toString('utf8');
        JSON.parse(text);
      }
      return parts.authenticate(context, setup);
    },
  }),
} satisfies Defect;
