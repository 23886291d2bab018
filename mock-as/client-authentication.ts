import { createHash, timingSafeEqual } from 'node:crypto';
import type { Context } from 'koa';
import type { Settings } from './settings.ts';
import type { Store } from './store.ts';

/** Who calls: a client with its secret shown, a public client by its id, or nobody known. */
export type Caller = { kind: 'confidential' | 'public'; clientId: string } | { kind: 'unknown' };

/** What a client that the mock gives a secret is said to use; oidc-provider takes the secret either way. */
export function secretMethod({
  clientAuthenticationMethods: known,
}: Settings): 'client_secret_basic' | 'client_secret_post' {
  return known.includes('client_secret_post') && !known.includes('client_secret_basic')
    ? 'client_secret_post'
    : 'client_secret_basic';
}

interface Presented {
  id: string;
  secret: string | undefined;
}

/** Finds out who calls, by HTTP Basic or by form parameters (RFC 6749 §2.3.1). */
export function identifyCaller(store: Store, ctx: Context, form: URLSearchParams): Caller {
  const presented = fromHeader(ctx.get('authorization')) ?? fromForm(form);
  const client = presented === undefined ? undefined : store.findClient(presented.id);
  if (presented === undefined || client === undefined) return { kind: 'unknown' };
  const { client_secret: secret } = client;
  if (typeof secret !== 'string') return { kind: 'public', clientId: presented.id };
  const matches = presented.secret !== undefined && equal(secret, presented.secret);
  return matches ? { kind: 'confidential', clientId: presented.id } : { kind: 'unknown' };
}

function equal(left: string, right: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
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
