import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.availability.open-registration',
  title: 'Registration takes an initial access token, and is advertised to everybody',
  alter: () => ({
    middleware: [
      async (ctx, next) => {
        if (ctx.path !== '/oauth/register' || ctx.get('authorization') !== '') {
          await next();
          return;
        }
        ctx.status = 401;
        ctx.set('WWW-Authenticate', 'Bearer');
        ctx.body = { error: 'invalid_token', error_description: 'an initial access token is needed' };
      },
    ],
  }),
} satisfies Defect;
