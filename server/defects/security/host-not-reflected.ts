import type { Defect } from '../../parts.ts';
import { isObject } from '../../verify/upstream.ts';

/** A forged field in a cached answer sends clients elsewhere. */
export default {
  breaks: 'server.security.host-not-reflected',
  title: 'The resource follows X-Forwarded-Host',
  alter: () => ({
    outermost: async (context, next) => {
      await next();
      const host = context.get('x-forwarded-host');
      if (host !== '' && isObject(context.body) && 'resource' in context.body)
        context.body = { ...context.body, resource: `https://${host}/mcp` };
    },
  }),
} satisfies Defect;
