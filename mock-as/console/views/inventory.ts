/** What the mock keeps: clients, tokens, users, keys. */
export const inventoryTemplates = {
  clients: `
<div id="clients" data-live>
<% if (it.clients.length === 0) { %><p class="empty">No client has come yet.</p><% } %>
<ul class="cards">
<% for (const client of it.clients) { %><li class="card">
<h2><%= client.title %> <% if (client.forgotten) { %><span class="tag bad">forgotten</span><% } %></h2>
<dl class="facts">
<div><dt>Id</dt><dd><code><%= client.id %></code></dd></div>
<div><dt>How it is known</dt><dd><%= client.kind %></dd></div>
<div><dt>Authenticates</dt><dd><%= client.confidential ? 'with a secret' : 'not: it is public' %></dd></div>
<% if (client.redirects.length > 0) { %><div><dt>Redirect URIs</dt><dd><% for (const uri of client.redirects) { %><code><%= uri %></code> <% } %></dd></div><% } %>
<div><dt>Since</dt><dd><%= client.since %></dd></div>
<% if (client.lastSeen) { %><div><dt>Last seen</dt><dd><%= client.lastSeen %></dd></div><% } %>
</dl>
<div class="tools">
<% if (client.forgotten) { %><%~ include('@button', { hidden: it.hidden, action: 'clients/restore', fields: { client: client.id }, label: 'Restore', name: 'Restore client ' + client.title }) %>
<% } else { %><%~ include('@button', { hidden: it.hidden, action: 'clients/forget', fields: { client: client.id }, label: 'Forget', name: 'Forget client ' + client.title }) %><% } %>
<a href="/console/flow?client=<%= encodeURIComponent(client.id) %>" aria-label="Flow of <%= client.title %>">Flow</a>
<a href="/console/?client=<%= encodeURIComponent(client.id) %>" aria-label="Traffic of <%= client.title %>">Traffic</a>
</div>
</li>
<% } %></ul>
<h2>Grants</h2>
<% if (it.grants.length === 0) { %><p class="empty">Nobody has allowed a client anything yet.</p><% } %>
<ul class="cards">
<% for (const grant of it.grants) { %><li class="card">
<h3><%= grant.client %></h3>
<dl class="facts">
<div><dt>Allowed by</dt><dd><code><%= grant.subject %></code></dd></div>
<div><dt>Scopes</dt><dd><%= grant.scopes %></dd></div>
<div><dt>Ends</dt><dd><%= grant.expires %></dd></div>
</dl>
<%~ include('@button', { hidden: it.hidden, action: 'grants/revoke', fields: { grant: grant.id }, label: 'Revoke', name: 'Revoke the grant of ' + grant.client }) %>
</li>
<% } %></ul>
</div>`,

  tokens: `
<section class="card" aria-labelledby="mint">
<h2 id="mint">Mint a token</h2>
<form method="post" action="/console/do/tokens/mint"><%~ it.hidden %>
<div class="fields">
<p class="wide"><label for="template">Kind</label>
<select id="template" name="template">
<optgroup label="A sound server accepts it"><% for (const one of it.templates.filter(({ good }) => good)) { %><option value="<%= one.name %>"><%= one.name %>: <%= one.title %></option><% } %></optgroup>
<optgroup label="A sound server refuses it"><% for (const one of it.templates.filter(({ good }) => !good)) { %><option value="<%= one.name %>"><%= one.name %>: <%= one.title %></option><% } %></optgroup>
</select></p>
<p class="wide"><label for="resource">MCP server</label>
<select id="resource" name="resource"><% for (const one of it.resources) { %><option value="<%= one.id %>"><%= one.title %></option><% } %></select></p>
</div>
<details>
<summary>More than the kind</summary>
<div class="fields">
<p><label for="scopes">Scopes</label><input id="scopes" name="scopes" placeholder="as the kind has them" autocomplete="off"></p>
<p><label for="subject">Subject</label><input id="subject" name="subject" list="subjects" autocomplete="off">
<datalist id="subjects"><% for (const user of it.users) { %><option value="<%= user.id %>"><%= user.title %></option><% } %></datalist></p>
<p><label for="client">Client id</label><input id="client" name="client" list="known-clients" autocomplete="off">
<datalist id="known-clients"><% for (const client of it.clients) { %><option value="<%= client.id %>"><%= client.title %></option><% } %></datalist></p>
<p><label for="expiresIn">Expires in, seconds</label><input id="expiresIn" name="expiresIn" inputmode="numeric" autocomplete="off"></p>
<p class="wide"><label for="audience">Audience</label><input id="audience" name="audience" autocomplete="off"></p>
<p class="wide"><label for="claims">Claims, as JSON; laid over the others</label><textarea id="claims" name="claims" class="code" rows="3" spellcheck="false" placeholder='{"roles": ["admin"]}'></textarea></p>
</div>
</details>
<p><button class="primary">Mint</button></p>
</form>
</section>
<div id="tokens" data-live>
<h2>Tokens</h2>
<% if (it.tokens.length === 0) { %><p class="empty">No access token was issued yet.</p><% } %>
<ol class="exchanges tokens">
<% for (const token of it.tokens) { %><li><details id="t-<%= token.name %>" class="exchange" data-load="/console/tokens/<%= token.name %>?part=1">
<summary><time datetime="<%= token.issuedDate %>"><%= token.issued %></time>
<span class="parties"><%= token.client %></span>
<span class="what"><code><%= token.pseudonym %></code> <span class="purpose"><%= token.scopes %></span></span>
<span class="outcome"><span class="code-<%= token.tone %>"><%= token.state %></span> <span class="result"><%= token.expiry %></span></span>
<span class="took"><span class="tag"><%= token.origin %></span></span></summary>
<div class="loaded"><p><a href="/console/tokens/<%= token.name %>">Claims</a></p></div>
</details></li>
<% } %></ol>
<% if (it.omitted > 0) { %><p class="quiet"><%= it.omitted %> older ones are not shown.</p><% } %>
</div>`,

  tokenDetail: `
<dl class="facts">
<div><dt>State</dt><dd><span class="code-<%= it.tone %>"><%= it.state %></span> <%= it.expiry %></dd></div>
<div><dt>Client</dt><dd><code><%= it.clientId %></code></dd></div>
<div><dt>Came by</dt><dd><%= it.origin %></dd></div>
</dl>
<% if (it.header) { %><h3>Header</h3>
<pre class="code"><%= it.header %></pre><% } %>
<h3>Claims</h3>
<pre class="code"><%= it.claims %></pre>
<% if (it.times.length > 0) { %><dl class="facts"><% for (const [name, time] of it.times) { %><div><dt><code><%= name %></code></dt><dd><%= time %></dd></div><% } %></dl><% } %>
<% if (it.raw) { %><label for="raw-<%= it.name %>">The token</label>
<textarea id="raw-<%= it.name %>" class="code" rows="5" readonly spellcheck="false"><%= it.raw %></textarea>
<p><button type="button" data-copy="raw-<%= it.name %>" hidden>Copy</button> <a href="/console/tokens/<%= it.name %>" data-swap>Hide the token</a></p>
<% } else { %><p><a href="/console/tokens/<%= it.name %>?raw=1" data-swap>Show the token itself</a></p><% } %>
<% if (!it.revoked) { %><%~ include('@button', { hidden: it.hidden, action: 'tokens/revoke', fields: { token: it.name }, label: 'Revoke', name: 'Revoke token ' + it.pseudonym }) %><% } %>`,

  users: `
<section class="card" aria-labelledby="user">
<h2 id="user">Add a test user</h2>
<form method="post" action="/console/do/users/save"><%~ it.hidden %>
<div class="fields">
<p><label for="email">E-mail</label><input id="email" name="email" type="email" autocomplete="off"></p>
<p><label for="name">Name</label><input id="name" name="name" autocomplete="off"></p>
<p><label for="id">Id; one that is there is replaced</label><input id="id" name="id" placeholder="usr_…" autocomplete="off"></p>
<p><label for="organization">Organization</label><input id="organization" name="organization" list="organizations" autocomplete="off">
<datalist id="organizations"><% for (const one of it.organizations) { %><option value="<%= one.id %>"><%= one.title %></option><% } %></datalist></p>
<p><label for="roles">Roles</label><input id="roles" name="roles" autocomplete="off"></p>
<p><label for="permissions">Permissions</label><input id="permissions" name="permissions" autocomplete="off"></p>
</div>
<p><button class="primary">Save the user</button></p>
</form>
</section>
<div id="users" data-live>
<h2>Users</h2>
<% if (it.users.length === 0) { %><p class="empty">Nobody is declared; any e-mail address can log in.</p><% } %>
<ul class="cards">
<% for (const user of it.users) { %><li class="card">
<h3><%= user.title %> <% if (user.isSubject) { %><span class="tag good">logged in by automatic approval</span><% } %></h3>
<dl class="facts">
<div><dt>Id</dt><dd><code><%= user.id %></code></dd></div>
<% for (const [name, value] of user.facts) { %><div><dt><%= name %></dt><dd><%= value %></dd></div>
<% } %></dl>
<div class="tools">
<% if (!user.isSubject) { %><%~ include('@button', { hidden: it.hidden, action: 'users/log-in', fields: { user: user.id }, label: 'Log in as', name: 'Log in as ' + user.title }) %><% } %>
<%~ include('@button', { hidden: it.hidden, action: 'users/remove', fields: { user: user.id }, label: 'Delete', name: 'Delete user ' + user.title }) %>
</div>
</li>
<% } %></ul>
</div>`,

  keys: `
<div id="keys" data-live>
<div class="tools">
<%~ include('@button', { hidden: it.hidden, action: 'keys/rotate', fields: { old: 'keep' }, label: 'Rotate' }) %>
<%~ include('@button', { hidden: it.hidden, action: 'keys/rotate', fields: { old: 'drop' }, label: 'Rotate and drop the old key' }) %>
<%~ include('@button', { hidden: it.hidden, action: 'keys/add', fields: { published: 'yes' }, label: 'Add a key' }) %>
<%~ include('@button', { hidden: it.hidden, action: 'keys/add', fields: { published: 'no' }, label: 'Add an unpublished key' }) %>
</div>
<ul class="cards">
<% for (const key of it.keys) { %><li class="card">
<h2><code><%= key.kid %></code> <% if (key.signing) { %><span class="tag good">signs</span> <% } %><span class="tag <%= key.published ? 'good' : 'warn' %>"><%= key.published ? 'published' : 'not published' %></span></h2>
<p><%= key.algorithm %></p>
<div class="tools">
<% if (!key.signing) { %><%~ include('@button', { hidden: it.hidden, action: 'keys/rotate', fields: { key: key.kid, old: 'keep' }, label: 'Sign with it', name: 'Sign with it: key ' + key.kid }) %><% } %>
<% if (key.published && !key.signing) { %><%~ include('@button', { hidden: it.hidden, action: 'keys/retire', fields: { key: key.kid }, label: 'Retire', name: 'Retire key ' + key.kid }) %><% } %>
</div>
<% if (key.jwk) { %><details id="k-<%= key.kid %>"><summary>Public key</summary><pre class="code"><%= key.jwk %></pre></details><% } %>
</li>
<% } %></ul>
</div>`,
} as const;
