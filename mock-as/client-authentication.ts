import type { Context } from 'koa';
import type { Client, Provider } from 'oidc-provider';

/** Who calls: a client with its secret shown, a public client by its id, or nobody known. */
export type Caller =
  { kind: 'confidential'; client: Client } | { kind: 'public'; client: Client } | { kind: 'unknown' };

interface Presented {
  id: string;
  secret: string | undefined;
}

/** Finds out who calls, by HTTP Basic or by form parameters (RFC 6749 §2.3.1). */
export async function identifyCaller(
  provider: Provider,
  ctx: Context,
  form: URLSearchParams,
): Promise<Caller> {
  const presented = fromHeader(ctx.get('authorization')) ?? fromForm(form);
  if (presented === undefined) return { kind: 'unknown' };
  const client = await provider.Client.find(presented.id).catch(() => undefined);
  if (client === undefined) return { kind: 'unknown' };
  if (client.clientSecret === undefined) return { kind: 'public', client };
  if (presented.secret === undefined) return { kind: 'unknown' };
  const matches = await client.compareClientSecret(presented.secret);
  return matches ? { kind: 'confidential', client } : { kind: 'unknown' };
}

function fromForm(form: URLSearchParams): Presented | undefined {
  const id = form.get('client_id');
  return id === null ? undefined : { id, secret: form.get('client_secret') ?? undefined };
}

/** RFC 6749 §2.3.1: both halves are form-encoded before Basic joins them. */
function fromHeader(header: string): Presented | undefined {
  const [, encoded] = /^basic +([A-Za-z0-9+/=]+)$/i.exec(header) ?? [];
  if (encoded === undefined) return undefined;
  const pair = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = pair.indexOf(':');
  if (colon === -1) return undefined;
  try {
    return { id: formDecoded(pair.slice(0, colon)), secret: formDecoded(pair.slice(colon + 1)) };
  } catch {
    return undefined;
  }
}

function formDecoded(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '));
}
