import { Eta } from 'eta';

/**
 * The templates, as text in a module: the build bundles it, wherever the bundle comes to lie. Whatever `<%= %>` puts in
 * is escaped, and what a client says of itself stands in `<bdi>`, so that it cannot turn round the words beside it.
 */
const layout = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title><%= it.title %> · Mock Scalekit</title>
<style><%~ it.style %></style>
</head>
<body>
<main>
<%~ it.body %>
</main>
<footer><p><span class="mark">Mock Scalekit</span>, an authorization server for tests. Nothing here is real: there are no
passwords, and nothing is mailed.</p></footer>
</body>
</html>
`;

const message = `<% if (it.problem) { %><p class="message error" role="alert" id="problem"><%= it.problem %></p>
<% } %>`;

const form = '<form method="post"><input type="hidden" name="form_token" value="<%= it.formToken %>">';

const invalid = '<% if (it.problem) { %> aria-invalid="true" aria-describedby="problem"<% } %>';

const cancel = '<button class="link" name="action" value="cancel" formnovalidate>Cancel</button>';

const email = `<% layout('@layout', it) %>
<h1>Log in</h1>
<p>to continue to <strong><bdi><%= it.clientName %></bdi></strong></p>
${message}${form}
<% if (it.closed) { %>${cancel}
<% } else { %><label for="email">E-mail address</label>
<input id="email" name="email" type="email" value="<%= it.email %>" required maxlength="254" autocomplete="username"
 autocapitalize="none" spellcheck="false" autofocus${invalid}>
<div class="choices"><button class="primary" name="action" value="send">Continue</button></div>
<div class="more">${cancel}</div>
<% } %></form>
<% if (!it.closed) { %><h2>Which address?</h2>
<p class="quiet">Any. <code>name+sktest@example.com</code> makes a test user, whose code is always <code>424242</code>; for
any other address the code stands in the log of this mock.</p><% } %>`;

const code = `<% layout('@layout', it) %>
<h1>Enter your code</h1>
<p>A one-time code was issued for <strong><%= it.email %></strong>. <% if (it.testUser) { %>This is a test user: the
code is <code>424242</code>.<% } else { %>It was not mailed; it stands in the log of this mock.<% } %></p>
${message}${form}
<label for="code">One-time code</label>
<input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" pattern=" *[0-9]{6} *" maxlength="8" required
 title="Six digits" autofocus${invalid}>
<div class="choices"><button class="primary" name="action" value="verify">Log in</button></div>
<div class="more"><button class="link" name="action" value="resend" formnovalidate>Get a new code</button>
<button class="link" name="action" value="restart" formnovalidate>Use another address</button>
${cancel}</div>
</form>`;

const consent = `<% layout('@layout', it) %>
<h1><bdi><%= it.clientName %></bdi> wants access to <bdi><%= it.resourceName %></bdi></h1>
<% if (it.account) { %><p>Logged in as <strong><%= it.account %></strong>.</p>
<% } else { %><p>You log in at <strong><%= it.thirdParty.host %></strong> next, which is asked for <code><%= it.thirdParty.scope %></code>.</p>
<% } %><h2 id="scopes">It will be able to</h2>
<ul aria-labelledby="scopes">
<% for (const scope of it.scopes) { %><li><% if (scope.description) { %><span><%= scope.description %></span> <% } %><code><%= scope.name %></code></li>
<% } %></ul>
<dl>
<dt>Redirects to</dt><dd><strong><%= it.destination.name %></strong></dd>
<dt>Application</dt><dd><% if (it.documentHost) { %>described by <strong><%= it.documentHost %></strong><% } else { %>registered itself; nobody checked its name<% } %></dd>
</dl>
<% if (it.destination.kind === 'loopback') { %><p class="message warning" role="note"><strong>Only on this device.</strong>
The answer goes to a program that runs here, and any program here could give this name. Allow it only if you have just
started it yourself.</p>
<% } else if (it.destination.kind === 'app') { %><p class="message warning" role="note"><strong>Opens an app.</strong>
The answer goes to whichever app on this device took the links that begin with <code><%= it.destination.name %></code>.
Allow it only if you have just started it yourself.</p>
<% } %>${form}
<div class="choices"><button class="primary" name="action" value="allow">Allow</button>
<button name="action" value="deny">Deny</button></div>
<% if (it.account) { %><div class="more"><button class="link" name="action" value="switch">Use another account</button></div>
<% } %></form>`;

const dead = `<% layout('@layout', it) %>
<h1><%= it.title %></h1>
<p><%= it.text %></p>`;

const eta = new Eta({ autoEscape: true, cache: true });
for (const [name, text] of Object.entries({ layout, email, code, consent, dead })) {
  eta.loadTemplate(`@${name}`, text);
}

/** A page as HTML. */
export function render(name: 'email' | 'code' | 'consent' | 'dead', facts: object): string {
  return eta.render(`@${name}`, facts);
}
