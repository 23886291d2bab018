import type { Provider } from 'oidc-provider';

interface Schema {
  redirect_uris: string[];
  redirectUris: (uris?: string[], label?: string) => void;
}

/** Lets this oidc-provider judge only some of the redirect URIs of a client. */
export function judgeRedirectUris(provider: Provider, judged: (uris: string[]) => string[]): void {
  const { prototype } = (provider.Client as unknown as { Schema: { prototype: Schema } }).Schema;
  const judge = prototype.redirectUris;
  prototype.redirectUris = function (this: Schema, uris = this.redirect_uris, label) {
    judge.call(this, judged(uris), label);
  };
}
