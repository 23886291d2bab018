import type { AdapterPayload, KoaContextWithOIDC } from 'oidc-provider';
import type { Environment } from '../environment.ts';
import type { JsonObject } from '../metadata.ts';
import type { Parts } from '../parts.ts';

/** A lie about the answers to refresh requests, told when they are ready. */
export function afterRefresh(
  tell: (answer: { body: JsonObject; token: string }) => { status?: number; body: JsonObject } | undefined,
): Parts['provider'] {
  return (_environment, provider) => {
    provider.use(async (ctx, next) => {
      await next();
      const params = (ctx as Partial<KoaContextWithOIDC>).oidc?.params;
      if (params?.grant_type !== 'refresh_token') return;
      const told = tell({ body: ctx.body as JsonObject, token: String(params.refresh_token) });
      if (told === undefined) return;
      if (told.status !== undefined) ctx.status = told.status;
      ctx.body = told.body;
    });
  };
}

/** What is kept of the refresh token that a form shows, and of its grant; undefined when either is unknown. */
export function refreshedBy(
  { store }: Environment,
  form: URLSearchParams,
): { token: AdapterPayload; grant: AdapterPayload } | undefined {
  const find = (model: string, wanted: unknown) => store.entries(model).find(([id]) => id === wanted)?.[1];
  const token = find('RefreshToken', form.get('refresh_token'));
  const grant = find('Grant', token?.grantId);
  return token === undefined || grant === undefined ? undefined : { token, grant };
}
