import type { Environment } from './environment.ts';
import type { ProtectedResource } from './resources.ts';

/**
 * The name by which oidc-provider knows an MCP server (RFC 8707 §2), whichever of its names a request used. It does
 * not depend on the port, so that a saved state can be loaded at another one; nobody outside gets to see it.
 */
export function indicatorOf({ id }: Pick<ProtectedResource, 'id'>): string {
  return `urn:mcp-auth-conformance:resource:${id}`;
}

/** The MCP server that an indicator, or another name, stands for. */
export function resourceOfIndicator(
  { resources }: Environment,
  name: string | undefined,
): ProtectedResource | undefined {
  if (name === undefined) return undefined;
  return resources.list().find((resource) => indicatorOf(resource) === name) ?? resources.named(name);
}
