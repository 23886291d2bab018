import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Context } from 'koa';
import { newest } from '../newest.ts';

/** Everything of the console is served below this path. */
export const base = '/console';

/** What a page shows once, after something was done. */
export interface Notice {
  readonly kind: 'done' | 'failed';
  readonly text: string;
  /** A minted token. */
  readonly token?: string;
}

/** One browser that came with the secret. */
export interface Session {
  readonly id: string;
  /** Stands in each form of the pages. */
  readonly formToken: string;
  notice?: Notice;
}

type Next = () => Promise<unknown>;

export interface Guard {
  /** Opens a session. */
  readonly secret: string;
  /** Headers for every answer; refuses whoever comes by another name or from another page. */
  protect(ctx: Context, next: Next): Promise<unknown>;
  /** Takes the secret of the printed URL for a session. */
  enter(ctx: Context, next: Next): Promise<unknown>;
  sessionOf(ctx: Context): Session | undefined;
  /** Whether a form came from a page of this session. */
  isOwnForm(session: Session, formToken: string | null): boolean;
}

const cookieName = 'mock_console';
const sessionsKept = 100;

const headers = {
  // Nothing inline, nothing from outside.
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'X-Content-Type-Options': 'nosniff',
  // Not `no-referrer`: a form would then be sent with the origin `null`.
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
};

/**
 * Keeps everybody out but the browser of the developer. Any page that the browser shows can reach a loopback port, and
 * pages on other ports of this machine count as the same site; so the name, the origin and a secret are checked.
 *
 * @param hosts What the Host field may say.
 */
export function createGuard(hosts: readonly string[], scheme: 'http' | 'https' = 'http'): Guard {
  const secret = randomBytes(24).toString('base64url');
  const key = randomBytes(32);
  const sessions = newest<Session>(sessionsKept);

  const open = (): Session => {
    const id = randomBytes(24).toString('base64url');
    const session = { id, formToken: createHmac('sha256', key).update(id).digest('base64url') };
    sessions.set(id, session);
    return session;
  };

  return {
    secret,
    protect: async (ctx, next) => {
      ctx.set(headers);
      const trouble = troubleOf(ctx, hosts, scheme);
      if (trouble === undefined) return next();
      ctx.status = 403;
      ctx.body = `${trouble}\n`;
    },
    enter: async (ctx, next) => {
      const given = ctx.query['key'];
      if (ctx.method !== 'GET' || typeof given !== 'string') return next();
      if (!isEqual(given, secret)) return next();
      // Below /console only: cookies know no ports, and the other programs of this machine need not see it.
      ctx.set(
        'Set-Cookie',
        `${cookieName}=${open().id}; Path=${base}; HttpOnly; SameSite=Strict; Max-Age=604800${scheme === 'https' ? '; Secure' : ''}`,
      );
      ctx.status = 303;
      ctx.set('Location', `${base}/`);
      ctx.body = '';
    },
    sessionOf: (ctx) => {
      const id = new RegExp(`(?:^|;\\s*)${cookieName}=([\\w-]+)`).exec(ctx.get('cookie'))?.[1];
      return id === undefined ? undefined : sessions.get(id);
    },
    isOwnForm: (session, formToken) => formToken !== null && isEqual(formToken, session.formToken),
  };
}

function troubleOf(ctx: Context, hosts: readonly string[], scheme: string): string | undefined {
  const host = ctx.get('host');
  if (!hosts.includes(host)) return 'The Host field names another server.';
  const isReading = ctx.method === 'GET' || ctx.method === 'HEAD';
  if (!isReading && ctx.method !== 'POST') return 'Only GET and POST are understood.';
  // A form of ours always says where it comes from; a program that says nothing is none of our forms.
  const origin = ctx.get('origin');
  if ((origin !== '' || !isReading) && origin !== `${scheme}://${host}`) {
    return 'The request comes from another origin.';
  }
  const site = ctx.get('sec-fetch-site');
  const isNavigation = isReading && ctx.get('sec-fetch-mode') === 'navigate';
  if (!['', 'same-origin', 'none'].includes(site) && !isNavigation)
    return 'The request comes from another site.';
  return undefined;
}

function isEqual(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
