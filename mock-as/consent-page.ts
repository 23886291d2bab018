import { createHash } from 'node:crypto';
import { Eta } from 'eta';

/** What the login and consent page shows. */
export interface ConsentPage {
  clientName: string;
  /** Where the browser goes afterwards: a host, or the scheme of an app. */
  destination: string;
  resourceName: string;
  scopes: readonly string[];
  /** The user who is logged in already. */
  account: string | undefined;
  /** Ties the form to this page; see `interaction.ts`. */
  formToken: string;
}

const style = `
body { font: 16px/1.5 system-ui, sans-serif; max-width: 30rem; margin: 4rem auto; padding: 0 1rem; color: #1a1a1a; background: #fff }
h1 { font-size: 1.3rem } code { font-size: 1rem } label, input { display: block; width: 100%; box-sizing: border-box }
input, button { font: inherit; padding: .5rem .75rem; margin: .25rem 0 1rem; border: 1px solid #767676; border-radius: .25rem }
button { margin-right: .5rem; cursor: pointer } button[value=allow] { background: #1a4d8f; border-color: #1a4d8f; color: #fff }
.note { color: #595959; font-size: .9rem }`;

const template = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Allow access?</title>
<style>${style}</style>
</head>
<body>
<main>
<h1><%= it.clientName %> wants access to <%= it.resourceName %></h1>
<p>It will be able to use:</p>
<ul>
<% for (const scope of it.scopes) { %><li><code><%= scope %></code></li>
<% } %></ul>
<p>Then you go on to <strong><%= it.destination %></strong>.</p>
<form method="post">
<input type="hidden" name="form_token" value="<%= it.formToken %>">
<% if (it.account) { %><p>You are logged in as <code><%= it.account %></code>.</p>
<% } else { %><label for="email">E-mail address</label>
<input id="email" name="email" type="email" required autocomplete="username" value="user+sktest@example.com">
<% } %><button name="decision" value="allow">Allow</button>
<button name="decision" value="deny" formnovalidate>Deny</button>
</form>
<p class="note">This is a mock authorization server for tests. Any address will do; there is no password.</p>
</main>
</body>
</html>
`;

const eta = new Eta({ autoEscape: true });

/** The page as HTML; whatever comes from the client is escaped. */
export function renderConsentPage(page: ConsentPage): string {
  return eta.renderString(template, page);
}

/**
 * The policy that goes with the page: no script, no frame, nothing loaded. Browsers hold `form-action`
 * against the redirects that follow the form too, so the client's redirect URI has to be among them.
 */
export function contentSecurityPolicy(redirectUri: string): string {
  const hash = createHash('sha256').update(style).digest('base64');
  return [
    "default-src 'none'",
    `style-src 'sha256-${hash}'`,
    `form-action 'self' ${formTarget(redirectUri)}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

function formTarget(redirectUri: string): string {
  const { protocol, origin } = new URL(redirectUri);
  return protocol === 'http:' || protocol === 'https:' ? origin : protocol;
}

/** How the page names the destination: the host, or the scheme of an app's own URI. */
export function destinationOf(redirectUri: string): string {
  const { protocol, host } = new URL(redirectUri);
  return protocol === 'http:' || protocol === 'https:' ? host : `the app behind ${protocol}`;
}
