/** Exchanges: the list, one of them in full, and the flow of one client. */
export const trafficTemplates = {
  traffic: `
<details class="card" id="connect"<% if (it.exchanges.length === 0) { %> open<% } %>>
<summary><h2>Connect your MCP server</h2></summary>
<% if (it.environment.length > 0) { %><p>Paste this into its <code>.env</code> file:</p>
<pre id="env" class="code"><% for (const [name, value] of it.environment) { %><%= name %>=<%= value + '\\n' %><% } %></pre>
<p><button type="button" data-copy="env" hidden>Copy</button></p>
<% } %><dl class="facts">
<% for (const [name, url] of it.addresses) { %><div><dt><%= name %></dt><dd><code><%= url %></code></dd></div>
<% } %></dl>
</details>
<div class="bar">
<form method="get" action="/console/" class="filter">
<p><label for="endpoint">Endpoint</label>
<select id="endpoint" name="endpoint"><option value="">every one</option>
<% for (const name of it.endpoints) { %><option<% if (name === it.filter.endpoint) { %> selected<% } %>><%= name %></option><% } %></select></p>
<p><label for="client">Client</label>
<select id="client" name="client"><option value="">every one</option>
<% for (const client of it.clients) { %><option value="<%= client.id %>"<% if (client.id === it.filter.client) { %> selected<% } %>><%= client.title %></option><% } %></select></p>
<p><button>Filter</button></p>
</form>
<div class="tools">
<button type="button" id="pause" aria-pressed="false" hidden>Pause</button>
<%~ include('@button', { hidden: it.hidden, action: 'traffic/clear', fields: {}, label: 'Clear' }) %>
<a href="/console/traffic.json">As JSON</a>
</div>
</div>
<p id="live" class="quiet" data-stream="<%= it.stream %>">Newest first<span class="nojs">; reload the page to see more</span>.</p>
<p id="empty" class="empty"<% if (it.exchanges.length > 0) { %> hidden<% } %>>Nothing has reached the mock yet. Let a client connect to your MCP server.</p>
<ol id="traffic" class="exchanges" reversed>
<% for (const exchange of it.exchanges) { %><%~ include('@exchange', exchange) %><% } %></ol>
<% if (it.omitted > 0) { %><p class="quiet"><%= it.omitted %> older ones are not shown.</p><% } %>`,

  exchange: `<li><details id="x-<%= it.id %>" class="exchange" data-load="/console/exchanges/<%= it.id %>?part=1">
<summary><time datetime="<%= it.date %>"><%= it.time %></time>
<span class="parties"><%= it.from %> <span aria-hidden="true">→</span><span class="hidden">to</span> <%= it.to %></span>
<span class="what"><span class="method"><%= it.method %></span> <code><% for (const piece of it.path) { %><%= piece %><wbr><% } %></code><% if (it.purpose) { %> <span class="purpose"><%= it.purpose %></span><% } %></span>
<span class="outcome"><span class="code-<%= it.tone %>"><%= it.status %></span><% if (it.result) { %> <span class="result"><%= it.result %></span><% } %></span>
<span class="took"><span class="tag"><%= it.endpoint %></span> <%= it.took %></span></summary>
<div class="loaded"><p><a href="/console/exchanges/<%= it.id %>">Request and response</a></p></div>
</details></li>
`,

  exchangeDetail: `
<dl class="facts">
<div><dt>From, to</dt><dd><%= it.from %> to <%= it.to %></dd></div>
<div><dt>Endpoint</dt><dd><%= it.endpoint %></dd></div>
<div><dt>Began</dt><dd><%= it.date %>, took <%= it.took %></dd></div>
<% if (it.clientId) { %><div><dt>Client</dt><dd><code><%= it.clientId %></code> <a href="/console/flow?client=<%= encodeURIComponent(it.clientId) %>">Its flow</a></dd></div><% } %>
<% if (it.token) { %><div><dt>Access token</dt><dd><a href="/console/tokens/<%= it.token %>">Decoded</a></dd></div><% } %>
<% if (it.outage) { %><div><dt>Outage</dt><dd><span class="tag bad"><%= it.outage %></span></dd></div><% } %>
</dl>
<h3>Request</h3>
<pre class="code"><%= it.requestText %></pre>
<h3>Response</h3>
<% if (it.responseText) { %><pre class="code"><%= it.responseText %></pre><% } else { %><p>None went out.</p><% } %>
<p><% if (it.isRaw) { %><a href="/console/exchanges/<%= it.id %>" data-swap>Hide the secrets</a>
<% } else { %><a href="/console/exchanges/<%= it.id %>?raw=1" data-swap>Show the raw values</a> <span class="quiet">Equal secrets have equal names.</span><% } %></p>`,

  flow: `
<form method="get" action="/console/flow" class="filter">
<p><label for="client">Client</label>
<select id="client" name="client"><% if (it.clients.length === 0) { %><option value="">none yet</option><% } %>
<% for (const client of it.clients) { %><option value="<%= client.id %>"<% if (client.id === it.client) { %> selected<% } %>><%= client.title %></option><% } %></select></p>
<p><button>Show</button></p>
</form>
<div id="flow" data-live>
<% if (it.steps.length === 0) { %><p class="empty"><%= it.client ? 'This client has done nothing yet.' : 'No client has come yet.' %></p>
<% } else { %>
<% if (it.omitted > 0) { %><p class="quiet">The newest <%= it.steps.length %> steps; <%= it.omitted %> older ones are left out.</p><% } %>
<p class="quiet">Dashed lines: the request names no client, but it came while this client was busy. The steps stand below the picture, too.</p>
<div class="scroll" role="region" aria-label="Sequence diagram; its steps follow as a list" tabindex="0">
<svg class="flow" width="<%= it.diagram.width %>" height="<%= it.diagram.height %>" viewBox="0 0 <%= it.diagram.width %> <%= it.diagram.height %>" aria-hidden="true" focusable="false">
<% for (const lane of it.diagram.lanes) { %><line class="lane" x1="<%= lane.x %>" y1="44" x2="<%= lane.x %>" y2="<%= it.diagram.height - 8 %>"/>
<rect class="party" x="<%= lane.x - 90 %>" y="8" width="180" height="34" rx="6"/>
<text class="party" x="<%= lane.x %>" y="30" text-anchor="middle"><%= lane.name %></text>
<% } %>
<% for (const arrow of it.diagram.arrows) { %><g class="<%= arrow.isCertain ? 'certain' : 'likely' %>">
<line class="request" x1="<%= arrow.fromX %>" y1="<%= arrow.y %>" x2="<%= arrow.toX %>" y2="<%= arrow.y %>"/>
<polygon class="request" points="<%= arrow.tip %>"/>
<line class="answer <%= arrow.tone %>" x1="<%= arrow.toX %>" y1="<%= arrow.y + 26 %>" x2="<%= arrow.fromX %>" y2="<%= arrow.y + 26 %>"/>
<polygon class="answer <%= arrow.tone %>" points="<%= arrow.answerTip %>"/>
<text class="label" x="<%= arrow.textX %>" y="<%= arrow.y - 6 %>"><%= arrow.label %></text>
<text class="label answer <%= arrow.tone %>" x="<%= arrow.textX %>" y="<%= arrow.y + 20 %>"><%= arrow.answer %></text>
</g>
<% } %></svg>
</div>
<h2>Steps</h2>
<ol class="exchanges">
<% for (const exchange of it.steps) { %><%~ include('@exchange', exchange) %><% } %></ol>
<% } %></div>`,
} as const;
