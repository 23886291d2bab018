import type { MockAuthorizationServer } from '../../mock-as/index.ts';

/** What a server under test must be told so that it trusts the mock authorization server. */
export interface Wiring {
  /** Scalekit's environment URL. */
  environment: string;
  /** What the protected resource metadata lists in `authorization_servers`. */
  issuer: string;
  jwks: string;
  introspection: string;
  /** The resource identifier: the URL of the MCP endpoint. */
  resource: string;
  resource_id: string;
  port: string;
  client_id: string;
  client_secret: string;
  /** The path-inserted URL of the protected resource metadata. */
  prm: string;
  /** Base URL of the API that the lab plays for the server's tools, without a slash at the end. */
  upstream: string;
}

export function wiringOf(mock: MockAuthorizationServer, url: string, upstream: string): Wiring {
  const endpoint = new URL(url);
  return {
    environment: mock.urls.environment,
    issuer: mock.urls.issuer,
    jwks: mock.urls.jwks,
    introspection: mock.urls.introspection,
    resource: url,
    resource_id: mock.resource.id,
    port: endpoint.port,
    client_id: mock.client.id,
    client_secret: mock.client.secret,
    prm: new URL(`/.well-known/oauth-protected-resource${endpoint.pathname}`, endpoint).href,
    upstream,
  };
}

/** What the lab always sets for a child, whatever `--env` adds. */
export function environmentOf(wiring: Wiring): Record<string, string> {
  return {
    MCP_CONFORMANCE_AUTH_SERVER_URL: wiring.issuer,
    SCALEKIT_ENVIRONMENT_URL: wiring.environment,
    RESOURCE_IDENTIFIER: wiring.resource,
    PORT: wiring.port,
    MCP_CONFORMANCE_UPSTREAM_URL: wiring.upstream,
  };
}

/**
 * Replaces `{name}` by its value.
 *
 * @throws RangeError that names an unknown placeholder and lists the known ones. Braces around anything but a
 * lower-case word stand for themselves, so JSON in a command stays JSON.
 */
export function fillPlaceholders(template: string, values: Readonly<Record<string, string>>): string {
  return template.replaceAll(/\{([a-z_]+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value !== undefined) return value;
    const known = Object.keys(values).map((key) => `{${key}}`);
    throw new RangeError(`Unknown placeholder {${name}} in "${template}". Known: ${known.join(' ')}.`);
  });
}
