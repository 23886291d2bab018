import { createHash } from 'node:crypto';
import type { Context } from 'koa';
import { formTarget } from './destination.ts';
import type { Destination } from './destination.ts';
import { style } from './style.ts';
import { render } from './templates.ts';

/** What every form needs. */
interface Form {
  clientName: string;
  /** Ties the form to its interaction and this mock. */
  formToken: string;
}

/** The pages, and what each shows. Whatever comes from the client is escaped. */
export interface Pages {
  email: Form & {
    email: string;
    problem?: string | undefined;
    /** Too many codes were asked for: only cancelling is left. */
    closed?: boolean;
  };
  code: Form & { email: string; testUser: boolean; problem?: string | undefined };
  consent: Form & {
    resourceName: string;
    /** Who is logged in here, where that is not told by a third party afterwards. */
    account?: string;
    /** Where a proxy sends the person on to. */
    thirdParty?: { host: string; scope: string };
    scopes: readonly { name: string; description: string | undefined }[];
    destination: Destination;
    /** The host of the client ID metadata document, when the client id is the URL of one. */
    documentHost: string | undefined;
  };
  dead: { title: string; text: string };
}

const titles: Record<keyof Pages, string> = {
  email: 'Log in',
  code: 'Enter your code',
  consent: 'Allow access?',
  dead: '',
};

/** Answers with a page. `redirectUri` is where its form may lead in the end, `through` where on its way there. */
export function showPage<Name extends keyof Pages>(
  ctx: Context,
  name: Name,
  facts: Pages[Name],
  {
    status = 200,
    redirectUri,
    through = [],
  }: { status?: number; redirectUri?: string; through?: string[] } = {},
): void {
  const problem = 'problem' in facts && facts.problem !== undefined ? 'Error: ' : '';
  const title = name === 'dead' ? {} : { title: problem + titles[name] };
  ctx.status = status;
  ctx.type = 'text/html';
  ctx.set('Content-Security-Policy', contentSecurityPolicy(redirectUri, through));
  ctx.set('X-Frame-Options', 'DENY');
  ctx.set('X-Content-Type-Options', 'nosniff');
  ctx.set('Referrer-Policy', 'same-origin');
  ctx.set('Cache-Control', 'no-store');
  ctx.body = render(name, { ...title, ...facts, style });
}

/** A page that ends here: nothing can be sent back to the client, because nothing says which. */
export function refuse(ctx: Context, status: number, title: string, text: string): void {
  showPage(ctx, 'dead', { title, text }, { status });
}

const styleHash = createHash('sha256').update(style).digest('base64');

/**
 * No script, no frame, nothing loaded. Browsers hold `form-action` against the redirects that follow the form too, so
 * the client's redirect URI has to be among them; it stands last, where it cannot loosen what came before.
 */
function contentSecurityPolicy(redirectUri: string | undefined, through: readonly string[]): string {
  const targets = [...through, ...(redirectUri === undefined ? [] : [redirectUri])].map(formTarget);
  return [
    "default-src 'none'",
    `style-src 'sha256-${styleHash}'`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
    targets.length === 0 ? "form-action 'none'" : `form-action 'self' ${targets.join(' ')}`,
  ].join('; ');
}
