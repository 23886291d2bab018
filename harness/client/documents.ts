import type { Json } from '../contract.ts';
import type { ClientLab } from './lab.ts';
import { LAB_FIELD } from './script.ts';

type Document = Record<string, Json>;

/** Protected resource metadata of the lab's MCP server (RFC 9728 §2), for a scenario that serves it in its own way. */
export function resourceMetadataOf({ url, mock }: ClientLab, changes: Document = {}): Document {
  return {
    resource: url,
    authorization_servers: [mock.urls.issuer],
    scopes_supported: ['web-search:read', 'web-search:write'],
    bearer_methods_supported: ['header'],
    ...changes,
  };
}

/**
 * Metadata of the lab's authorization server, with what an OpenID provider has to say beside it (RFC 8414 §2, OpenID
 * Connect Discovery 1.0 §3).
 */
export async function serverMetadataOf({ mock }: ClientLab, changes: Document = {}): Promise<Document> {
  const url = `${mock.urls.environment}/.well-known/oauth-authorization-server`;
  const response = await fetch(url, { headers: { [LAB_FIELD]: '1' } });
  return {
    ...((await response.json()) as Document),
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    ...changes,
  };
}

/** The authorization server goes by another issuer in its authorization responses (RFC 9207 §2). Gives what undoes it. */
export function respondAs(lab: ClientLab, issuer: string): () => void {
  return lab.change('authorization', ({ location }) => {
    if (location?.searchParams.has('iss') === true) location.searchParams.set('iss', issuer);
  });
}

/** The same URL by an address that is reserved, and that leads to this machine all the same (RFC 6890). */
export function byReservedAddress(url: string): string {
  const same = new URL(url);
  same.hostname = '0.0.0.0';
  return same.href;
}

/** Whether this system lets one go there at all; not every one does. */
export async function canReachReserved({ mock }: ClientLab): Promise<boolean> {
  const url = byReservedAddress(mock.urls.jwks);
  const reached = await fetch(url, { headers: { [LAB_FIELD]: '1' } }).catch(() => undefined);
  await reached?.body?.cancel();
  return reached !== undefined;
}
