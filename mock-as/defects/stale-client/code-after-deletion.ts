import type { Defect } from '../../parts.ts';

/** The client is looked up when it refreshes, and taken for granted when it redeems a code. */
export default {
  breaks: 'authorization-server.stale-client.code-after-deletion',
  title: 'A deleted client redeems its code all the same',
  alter: () => {
    const gone = new Set<string>();
    return {
      middleware: [
        async (ctx, next) => {
          const [, id] = /^\/oauth\/register\/(.+)$/.exec(ctx.path) ?? [];
          if (ctx.method !== 'DELETE' || id === undefined) {
            await next();
            return;
          }
          gone.add(id);
          ctx.status = 204;
        },
      ],
      tokenRequest: ({ store }, form) => {
        const id = form.get('client_id') ?? '';
        if (form.get('grant_type') === 'refresh_token' && gone.has(id)) store.deleteClient(id);
      },
    };
  },
} satisfies Defect;
