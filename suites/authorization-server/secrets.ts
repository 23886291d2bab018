import {
  headerOf,
  notApplicable,
  stringsOf,
  type AuthorizationServerContext,
  type Client,
} from '../../harness/index.ts';

/** A fresh client with a secret of its own. @throws Stop (not applicable) when none is issued on request. */
export async function secretOnRequest(server: AuthorizationServerContext): Promise<Client> {
  const { document } = await server.gathered.metadata();
  const supported = stringsOf(document, 'token_endpoint_auth_methods_supported');
  const method = (['client_secret_basic', 'client_secret_post'] as const).find(
    (one) => supported.length === 0 || supported.includes(one),
  );
  const client = method === undefined ? undefined : await server.client({ method });
  if (client?.secret === undefined || client.registration === undefined) {
    throw notApplicable('It issues no client secrets on request.');
  }
  return client;
}

/** Seconds that the answer to its registration gives the secret (RFC 7591 §3.2.1); undefined when it never expires. */
export function lifetimeOfSecret({ registration }: Client): number | undefined {
  const { client_secret_expires_at: end, client_id_issued_at: issued } = registration?.response ?? {};
  if (typeof end !== 'number' || end === 0) return undefined;
  const { exchange } = registration ?? {};
  const date = Date.parse(headerOf(exchange?.response?.headers ?? [], 'date') ?? '');
  // By the clock of the server, which may be another than ours.
  const now = Number.isNaN(date) ? Date.now() / 1000 : date / 1000;
  return Math.round(end - (typeof issued === 'number' ? issued : now));
}
