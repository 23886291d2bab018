import type { Defect } from '../../parts.ts';

/** Angle brackets are escaped, and quotes are forgotten. */
export default {
  breaks: 'authorization-server.security.error-page-escaping',
  title: 'The error page puts the redirect_uri into an attribute that it can leave',
  alter: () => ({
    providerConfiguration: (configuration) => ({
      ...configuration,
      renderError: (ctx, { error }) => {
        const back = String(ctx.query.redirect_uri).replaceAll('<', '&lt;').replaceAll('>', '&gt;');
        ctx.type = 'html';
        ctx.body = `<!doctype html><h1>${error}</h1><input readonly value="${back}">`;
      },
    }),
  }),
} satisfies Defect;
