import { ENDPOINT_PATH, isLoopbackHost, type ParsedOptions } from './options.ts';

/** The options with everything derived that is left to derive once the port is known. */
export interface Settings extends Omit<
  ParsedOptions,
  'resourceIdentifier' | 'authorizationServer' | 'issuers' | 'tls'
> {
  /** Compared with `aud` and published as `resource`, character by character as configured. */
  resourceIdentifier: string;
  /** Names of this server in `aud`: the resource identifier, and Scalekit's id of it. */
  audiences: string[];
  authorizationServer: string;
  issuers: string[];
  /** Public URL of the MCP endpoint. */
  endpointUrl: string;
  /** Path-inserted URL of the protected resource metadata (RFC 9728 §3.1). */
  metadataUrl: string;
  /** Browser origins that may call the MCP endpoint, compared as whole strings. */
  origins: ReadonlySet<string>;
  /** Values of the Host header field without port; undefined when any is taken. */
  hostnames: ReadonlySet<string> | undefined;
}

/** URLs come from configuration only, never from a request (they would follow a forged Host field). */
export function deriveSettings({ tls, ...options }: ParsedOptions, port: number): Settings {
  const environment = options.scalekitEnvironmentUrl.replace(/\/$/, '');
  const host = options.host.includes(':') ? `[${options.host}]` : options.host;
  const scheme = tls === undefined ? 'http' : 'https';
  const resourceIdentifier = options.resourceIdentifier ?? `${scheme}://${host}:${port}${ENDPOINT_PATH}`;
  const { origin, hostname } = new URL(resourceIdentifier);
  const resourceId =
    options.scalekitResourceId ?? /\/resources\/(res_[\w-]+)$/.exec(options.authorizationServer ?? '')?.[1];
  const perResource = resourceId === undefined ? undefined : `${environment}/resources/${resourceId}`;
  const authorizationServer = options.authorizationServer ?? perResource ?? environment;
  // Scalekit is moving `iss` from the environment URL to the resource's own issuer; both count meanwhile.
  const issuers = options.issuers ?? [authorizationServer, environment];
  const isLocal = isLoopbackHost(options.host);
  const local = isLocal
    ? ['localhost', '127.0.0.1', '[::1]'].map((name) => `${scheme}://${name}:${port}`)
    : [];
  return {
    ...options,
    scalekitEnvironmentUrl: environment,
    resourceIdentifier,
    audiences: [resourceIdentifier, ...(resourceId === undefined ? [] : [resourceId])],
    authorizationServer,
    issuers: [...new Set(issuers)],
    endpointUrl: `${origin}${ENDPOINT_PATH}`,
    metadataUrl: `${origin}/.well-known/oauth-protected-resource${ENDPOINT_PATH}`,
    origins: new Set([origin, ...local, ...options.allowedOrigins]),
    hostnames: isLocal ? new Set(['localhost', '127.0.0.1', '[::1]', options.host, hostname]) : undefined,
  };
}
