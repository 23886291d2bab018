import type { Middleware } from 'koa';
import type { Configuration, interactionPolicy, Provider } from 'oidc-provider';
import { automaticPolicy, interactivePolicy } from './approval.ts';
import { accessTokenClaims } from './claims.ts';
import type { AccessTokenFacts } from './claims.ts';
import { clientDocumentLifetime } from './client-documents.ts';
import type { Environment } from './environment.ts';
import { introspectionResponse } from './introspection.ts';
import type { Claims, IssuedToken } from './ledger.ts';
import { environmentMetadata, openidConfiguration, resourceServerMetadata } from './metadata.ts';
import type { JsonObject } from './metadata.ts';
import { clientMetadata, redirectUriProblem, registrationResponse } from './registration.ts';
import type { RegisteredClient } from './registration.ts';
import type { MockAuthorizationServerOptions } from './options.ts';
import type { OidcProvider } from './provider.ts';
import type { ProtectedResource } from './resources.ts';
import { revokeToken } from './revocation.ts';

/**
 * The behaviour of the mock, one replaceable function for each thing that it decides or says. A defect
 * replaces one of them and leaves the rest honest.
 */
export interface Parts {
  /** Metadata of `E/resources/R`. */
  resourceServerMetadata: (environment: Environment, resource: ProtectedResource) => JsonObject;
  /** Metadata of `E`. */
  environmentMetadata: (environment: Environment) => JsonObject;
  openidConfiguration: (environment: Environment) => JsonObject;
  jwks: (environment: Environment) => JsonObject;
  /** The client metadata (RFC 7591 §2) that a registration request amounts to. */
  clientMetadata: (request: JsonObject, environment: Environment) => JsonObject;
  /** Why a registration request is refused for its redirect URIs, before oidc-provider looks at them. */
  redirectUriProblem: (request: JsonObject, environment: Environment) => string | undefined;
  registrationResponse: (
    environment: Environment,
    client: RegisteredClient,
    request: JsonObject,
    resource: ProtectedResource,
  ) => JsonObject;
  /** The parameters of an authorization request before they are judged. */
  authorizationRequest: (environment: Environment, parameters: URLSearchParams) => void;
  /** The parameters of the redirect back to the client (RFC 6749 §4.1.2). */
  authorizationResponse: (environment: Environment, parameters: URLSearchParams) => void;
  /** The form of a token request before it is judged. */
  tokenRequest: (environment: Environment, form: URLSearchParams) => void;
  accessTokenClaims: (environment: Environment, facts: AccessTokenFacts) => Claims;
  /** The JOSE header of tokens that come out of a flow. */
  accessTokenHeader: (environment: Environment) => Claims;
  tokenResponse: (environment: Environment, response: JsonObject) => JsonObject;
  introspectionResponse(
    environment: Environment,
    token: IssuedToken | undefined,
    active: boolean,
  ): JsonObject;
  /** What becomes of a revocation by a client (RFC 7009 §2): nothing of the token of another, and 200 in each case. */
  revocation: (token: { isKnown: boolean; isOwn: boolean }) => { revokes: boolean; status: number };
  /** Whether the revocation of an access token really revokes. */
  revoke: (environment: Environment, token: string) => Promise<void>;
  /** What people are asked, and when. */
  interactionPolicy: (library: OidcProvider, environment: Environment) => interactionPolicy.Prompt[];
  /** The configuration of oidc-provider. */
  providerConfiguration: (configuration: Configuration, environment: Environment) => Configuration;
  /** The oidc-provider that was made, before it answers anything: its models are its own. */
  provider: (environment: Environment, provider: Provider) => void;
  /** Seconds that a Client ID Metadata Document is kept, by the header of the answer that brought it. */
  clientDocumentLifetime: (environment: Environment, headers: Headers) => number;
  /** Koa middleware around everything. */
  middleware: Middleware[];
  /** Whether the port of TLS answers plain HTTP as well. */
  plainHttpToo: boolean;
}

/** Gives back the parts with some of them replaced. */
export type AlterParts = (parts: Parts) => Partial<Parts>;

/** One file of `defects/`: one lie, named after the requirement that it breaks. */
export interface Defect {
  /** The id of the requirement in the catalogue. */
  breaks: string;
  /** Requirements that the lie breaks along with it, unavoidably. */
  entails?: readonly string[];
  title: string;
  alter?: AlterParts;
  /** Settings that the lie needs, or that are the lie themselves. */
  options?: MockOptions;
  /** It is tried with the duties about https applied to this machine. */
  strictHttps?: true;
  /** It shows pages before it gives a code: it is tried with somebody who fills them in. */
  pages?: true;
  /** The MCP server stands on the origin of the mock, as it does by the text of 2025-03-26. */
  endpointHere?: true;
}

/** One file of `styles/`: a conforming server of another kind. */
export interface Style {
  title: string;
  options: MockOptions;
  alter?: AlterParts;
  /** Requirements that it may depart from with a warning: SHOULD and practice. */
  warns?: readonly string[];
  /** The test client is registered by hand: the server offers no other way. */
  preRegistered?: true;
  /** An issuer knows one resource only. */
  oneResource?: true;
  /** It shows pages before it gives a code: it is tried with somebody who fills them in. */
  pages?: true;
  /** Requirements that show in servers of its kind only: their checks pass, and not by being not applicable. */
  shows?: readonly string[];
  /** Where it conforms; everywhere by default. */
  revisions?: readonly string[];
}

type MockOptions = Omit<MockAuthorizationServerOptions, 'alter'>;

const honestParts: Parts = {
  resourceServerMetadata,
  environmentMetadata,
  openidConfiguration,
  jwks: ({ keys }) => ({ keys: keys.published() }),
  clientMetadata,
  redirectUriProblem,
  registrationResponse,
  authorizationRequest: () => undefined,
  authorizationResponse: () => undefined,
  tokenRequest: () => undefined,
  accessTokenClaims,
  accessTokenHeader: ({ keys, settings }) => {
    const { algorithm, kid } = keys.current();
    // RFC 9068 §2.1
    return { alg: algorithm, kid, typ: settings.accessTokenProfile === 'rfc9068' ? 'at+jwt' : 'JWT' };
  },
  tokenResponse: (_environment, response) => response,
  introspectionResponse,
  revocation: ({ isOwn }) => ({ revokes: isOwn, status: 200 }),
  revoke: async (environment, token) => void revokeToken(environment, token),
  interactionPolicy: (library, environment) =>
    environment.settings.approval === 'automatic'
      ? automaticPolicy(library, environment)
      : interactivePolicy(library),
  providerConfiguration: (configuration) => configuration,
  provider: () => undefined,
  clientDocumentLifetime,
  middleware: [],
  plainHttpToo: false,
};

/** The honest parts, altered by a defect when there is one. */
export function assembleParts(alter: AlterParts | undefined): Parts {
  return { ...honestParts, ...alter?.(honestParts) };
}
