import type { AdapterPayload, KoaContextWithOIDC } from 'oidc-provider';
import type { Environment } from '../environment.ts';
import type { JsonObject } from '../metadata.ts';
import type { Parts } from '../parts.ts';

/** An answer of the token endpoint that is ready. */
export interface TokenAnswer {
  ctx: KoaContextWithOIDC;
  environment: Environment;
  params: JsonObject;
  body: JsonObject;
}

/** A lie about the answers to token requests, told when they are ready: it changes them in place. */
export function afterToken(tell: (answer: TokenAnswer) => void): Parts['provider'] {
  return (environment, provider) => {
    provider.use(async (context, next) => {
      await next();
      const { oidc } = context as Partial<KoaContextWithOIDC>;
      if (oidc?.route !== 'token' || context.method !== 'POST') return;
      const { params = {} } = oidc;
      tell({ ctx: context as KoaContextWithOIDC, environment, params, body: context.body as JsonObject });
    });
  };
}

/** What is kept of the code that a form shows; undefined when nobody has issued it. */
export function codeOf({ store }: Environment, form: URLSearchParams): AdapterPayload | undefined {
  return store.entries('AuthorizationCode').find(([id]) => id === form.get('code'))?.[1];
}

/** Whether a token request brings parameters that none of the grants knows. */
export function hasUnknownParameter(form: URLSearchParams): boolean {
  return [...form.keys()].some((name) => !KNOWN.has(name));
}

const KNOWN: ReadonlySet<string> = new Set([
  'grant_type',
  'code',
  'code_verifier',
  'redirect_uri',
  'refresh_token',
  'resource',
  'scope',
  'client_id',
  'client_secret',
  'client_assertion',
  'client_assertion_type',
  'username',
  'password',
]);
