import type { AlterParts } from '../parts.ts';

/** Says whether a redirect URI is taken that was asked for. */
type Comparison = (
  asked: string,
  registered: readonly string[],
  /** What an honest comparison says, of another URI for the same client too. */
  isHonest: (asked: string) => boolean,
  clientId: string,
) => boolean;

/** For lies about redirect URIs: replaces the comparison of the one asked for with the registered ones. */
export function comparing(isTaken: Comparison): AlterParts {
  return () => ({
    provider: (_environment, { Client }) => {
      const { prototype } = Client;
      const honest: unknown = Reflect.get(prototype, 'redirectUriAllowed');
      if (typeof honest !== 'function')
        throw new TypeError('oidc-provider compares redirect URIs elsewhere.');
      prototype.redirectUriAllowed = function (asked) {
        const isHonest = (other: string) => Reflect.apply(honest, this, [other]) === true;
        return isTaken(asked, this.redirectUris ?? [], isHonest, this.clientId);
      };
    },
  });
}

/** The same for clients that are registered; what the document of a client lists is a duty of its own. */
export function comparingForRegistered(isTaken: Comparison): AlterParts {
  return comparing((asked, registered, isHonest, clientId) =>
    URL.canParse(clientId) ? isHonest(asked) : isTaken(asked, registered, isHonest, clientId),
  );
}
