import type { Defect } from '../../parts.ts';

/** A forged field sends clients to the metadata of somebody else. */
export default {
  breaks: 'server.security.host-not-reflected',
  title: 'The URL in resource_metadata follows the Forwarded field',
  alter: () => ({
    outermost: async (context, next) => {
      await next();
      const host = /host=([^;,]+)/.exec(context.get('forwarded'))?.[1];
      const challenge = context.response.get('WWW-Authenticate');
      if (host !== undefined && challenge !== '')
        context.set(
          'WWW-Authenticate',
          challenge.replace(/resource_metadata="https?:\/\/[^/]+/, `resource_metadata="https://${host}`),
        );
    },
  }),
} satisfies Defect;
