import type { Defect } from '../../parts.ts';

/** The catch-all route of a web application. */
export default {
  breaks: 'server.transport.legacy-get-delete-405',
  title: 'GET on the endpoint gives a web page',
  alter: (parts) => ({
    authenticate: async (context, setup) => {
      const access = await parts.authenticate(context, setup);
      if (access === undefined || context.method !== 'GET') return access;
      context.type = 'text/html';
      context.body = '<!doctype html><title>Web search</title>';
      return undefined;
    },
  }),
} satisfies Defect;
