import type { Defect } from '../../parts.ts';

/** The page is put together by hand. */
export default {
  breaks: 'authorization-server.security.error-page-escaping',
  title: 'The error page shows the client_id as it came',
  alter: () => ({
    providerConfiguration: (configuration) => ({
      ...configuration,
      renderError: (ctx, { error }) => {
        ctx.type = 'html';
        ctx.body = `<!doctype html><h1>${error}</h1><p>Client: ${String(ctx.query.client_id)}</p>`;
      },
    }),
  }),
} satisfies Defect;
