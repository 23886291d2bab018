/** What can be staged: outages, time, settings, the state as a whole; and the run of the suite. */
export const stagingTemplates = {
  faults: `
<section class="card" aria-labelledby="outage">
<h2 id="outage">Start an outage</h2>
<form method="post" action="/console/do/outages/start"><%~ it.hidden %>
<div class="fields">
<p class="wide"><label for="mode">What happens</label>
<select id="mode" name="mode"><% for (const mode of it.modes) { %><option value="<%= mode.name %>"<% if (mode.name === '503') { %> selected<% } %>><%= mode.name %>: <%= mode.title %></option><% } %></select></p>
</div>
<fieldset><legend>Where; every endpoint when none is chosen</legend>
<% for (const name of it.endpoints) { %><label class="check"><input type="checkbox" name="endpoint" value="<%= name %>"> <%= name %></label>
<% } %></fieldset>
<details>
<summary>How often and how long</summary>
<div class="fields">
<p><label for="times">Only so many requests</label><input id="times" name="times" inputmode="numeric" autocomplete="off"></p>
<p><label for="probability">Probability, 0 to 1</label><input id="probability" name="probability" inputmode="decimal" autocomplete="off"></p>
<p><label for="duration">Ends by itself after, seconds</label><input id="duration" name="duration" inputmode="decimal" autocomplete="off"></p>
<p><label for="delay">Delay of latency, milliseconds</label><input id="delay" name="delay" inputmode="numeric" placeholder="1000" autocomplete="off"></p>
<p><label for="retryAfter">Retry-After, seconds</label><input id="retryAfter" name="retryAfter" inputmode="numeric" placeholder="1" autocomplete="off"></p>
</div>
</details>
<p><button class="primary">Start the outage</button></p>
</form>
</section>
<div id="outages" data-live>
<h2>Going on</h2>
<% if (it.outages.length === 0) { %><p class="empty">No outage.</p><% } else { %>
<ul class="cards">
<% for (const outage of it.outages) { %><li class="card">
<h3><%= outage.title %></h3>
<p><%= outage.affected %> requests hit since <%= outage.since %><% if (outage.limits) { %>; <%= outage.limits %><% } %></p>
<%~ include('@button', { hidden: it.hidden, action: 'outages/end', fields: { outage: outage.id }, label: 'End', name: 'End the outage ' + outage.title + ' of ' + outage.since }) %>
</li>
<% } %></ul>
<%~ include('@button', { hidden: it.hidden, action: 'outages/end-all', fields: {}, label: 'End all' }) %>
<% } %></div>
<section class="card" aria-labelledby="clock">
<h2 id="clock">Clock</h2>
<div id="clock-now" data-live><p>The mock stamps and checks by <code><%= it.clock.now %></code><% if (it.clock.offset) { %>, which is <%= it.clock.offset %><% } %>.</p></div>
<div class="tools">
<% for (const [label, seconds] of it.clock.steps) { %><%~ include('@button', { hidden: it.hidden, action: 'clock/advance', fields: { seconds }, label, name: 'Move the clock ' + label }) %><% } %>
<%~ include('@button', { hidden: it.hidden, action: 'clock/reset', fields: {}, label: 'Back to now' }) %>
</div>
<form method="post" action="/console/do/clock/advance" class="row"><%~ it.hidden %>
<p><label for="seconds">By seconds; negative moves it back</label><input id="seconds" name="seconds" inputmode="numeric" required autocomplete="off"></p>
<p><button>Move</button></p></form>
<form method="post" action="/console/do/clock/set" class="row"><%~ it.hidden %>
<p><label for="time">To a point of time</label><input id="time" name="time" required placeholder="<%= it.clock.now %>" autocomplete="off"></p>
<p><button>Set</button></p></form>
</section>`,

  settings: `
<section class="card" aria-labelledby="behaviour">
<h2 id="behaviour">How the mock behaves</h2>
<p>Profile <code><%= it.profile %></code>. What is changed here holds for the requests that come from now on.</p>
<form method="post" action="/console/do/settings/save" data-native><%~ it.hidden %>
<div class="fields">
<% for (const one of it.choices) { %><p><label for="s-<%= one.name %>"><%= one.title %></label>
<select id="s-<%= one.name %>" name="<%= one.name %>"><% for (const word of one.words) { %><option<% if (word === one.value) { %> selected<% } %>><%= word %></option><% } %></select></p>
<% } %>
<p><label for="s-subject">Who automatic approval logs in</label><input id="s-subject" name="subject" value="<%= it.subject %>" list="subjects" autocomplete="off">
<datalist id="subjects"><% for (const user of it.users) { %><option value="<%= user.id %>"><%= user.title %></option><% } %></datalist></p>
</div>
<fieldset><legend>On or off</legend>
<div class="checks">
<% for (const one of it.switches) { %><label class="check"><input type="checkbox" name="<%= one.name %>"<% if (one.value) { %> checked<% } %>> <%= one.title %></label>
<% } %></div></fieldset>
<p><button class="primary">Save the settings</button></p>
</form>
</section>
<h2>MCP servers</h2>
<% for (const one of it.resources) { %><section class="card" aria-labelledby="r-<%= one.id %>">
<h3 id="r-<%= one.id %>"><%= one.name %> <code><%= one.id %></code></h3>
<form method="post" action="/console/do/resources/save" data-native><%~ it.hidden %><input type="hidden" name="resource" value="<%= one.id %>">
<div class="fields">
<p class="wide"><label for="url-<%= one.id %>">URL</label><input id="url-<%= one.id %>" name="url" value="<%= one.url %>" autocomplete="off"></p>
<p class="wide"><label for="scopes-<%= one.id %>">Scopes</label><input id="scopes-<%= one.id %>" name="scopes" value="<%= one.scopes %>" autocomplete="off"></p>
<p><label for="lifetime-<%= one.id %>">Access tokens live, seconds</label><input id="lifetime-<%= one.id %>" name="accessTokenLifetime" value="<%= one.accessTokenLifetime %>" inputmode="numeric" autocomplete="off"></p>
<p class="wide"><label for="as-<%= one.id %>">Authorization servers that its metadata lists instead of this mock: for a migration</label><input id="as-<%= one.id %>" name="authorizationServers" value="<%= one.authorizationServers %>" autocomplete="off"></p>
</div>
<p><label class="check"><input type="checkbox" name="dynamicRegistration"<% if (one.dynamicRegistration) { %> checked<% } %>> Dynamic client registration</label>
<label class="check"><input type="checkbox" name="clientIdMetadataDocuments"<% if (one.clientIdMetadataDocuments) { %> checked<% } %>> Client ID Metadata Documents</label></p>
<p><button aria-label="Save the MCP server <%= one.id %>">Save the MCP server</button></p>
</form>
</section>
<% } %>
<section class="card" aria-labelledby="state">
<h2 id="state">State as a whole</h2>
<p>Settings, servers, people, clients, tokens and keys, with all secrets. <a href="/console/state.json" download="mock-state.json">Save it as a file</a></p>
<details>
<summary>Put a saved state in place</summary>
<form method="post" action="/console/do/state/load" data-native><%~ it.hidden %>
<p class="js" hidden><label for="state-file">File</label><input id="state-file" type="file" accept="application/json,.json" data-into="state-text"></p>
<p><label for="state-text">The text of the file</label><textarea id="state-text" name="state" class="code" rows="6" required spellcheck="false"></textarea></p>
<p><button>Put it in place</button></p>
</form>
</details>
<%~ include('@button', { hidden: it.hidden, action: 'reset', fields: {}, label: 'Reset everything', danger: true, native: true, confirm: 'Forget all clients, tokens, outages and traffic?' }) %>
</section>`,

  suite: `
<section class="card" aria-labelledby="run">
<h2 id="run">Run the server suite</h2>
<form method="post" action="/console/do/suite/run"><%~ it.hidden %>
<div class="fields">
<p class="wide"><label for="url">URL of the MCP endpoint</label><input id="url" name="url" type="url" required value="<%= it.url %>" autocomplete="off"></p>
<p class="wide"><label for="way">How</label><select id="way" name="way"><% for (const way of it.ways) { %><option value="<%= way.name %>"<% if (way.name === it.way) { %> selected<% } %>><%= way.title %></option><% } %></select></p>
</div>
<p><button class="primary">Run</button></p>
</form>
</section>
<div id="suite" data-live>
<% if (it.run && it.run.state === 'running') { %><section class="card" aria-label="Progress">
<p><%= it.run.text %></p>
<progress aria-label="Checks done" max="<%= it.run.total %>" value="<%= it.run.done %>"></progress>
<p class="quiet"><%= it.run.done %> of <%= it.run.total %> checks<span class="nojs">; reload the page to see how far it is</span></p>
<%~ include('@button', { hidden: it.hidden, action: 'suite/stop', fields: {}, label: 'Stop' }) %>
</section><% } %>
<% if (it.run && it.run.trouble) { %><p class="notice failed" role="alert"><%= it.run.trouble %></p><% } %>
<% if (it.report) { %><%~ include('@report', it.report) %><% } %>
</div>`,

  report: `<section aria-labelledby="verdict">
<h2 id="verdict">Verdict: <span class="code-<%= it.tone %>"><%= it.verdict %></span></h2>
<p><%= it.url %>, specification <%= it.specVersion %>, <%= it.situation %>, <%= it.took %>. <a href="/console/report.json" download="report.json">report.json</a></p>
<ul class="summary">
<% for (const one of it.summary) { %><li><a href="#o-<%= one.outcome %>"><strong class="code-<%= one.tone %>"><%= one.count %></strong> <%= one.title %></a></li>
<% } %></ul>
<% for (const line of it.remarks) { %><p class="notice"><%= line %></p><% } %>
<% for (const group of it.groups) { %><h3 id="o-<%= group.outcome %>"><%= group.title %> (<%= group.checks.length %>)</h3>
<ul class="checks-list">
<% for (const check of group.checks) { %><li><details id="c-<%= check.key %>" class="check-result">
<summary><span class="tag <%= group.tone %>"><%= check.level %></span> <%= check.title %></summary>
<dl class="facts">
<div><dt>Check</dt><dd><code><%= check.id %></code></dd></div>
<% for (const [name, text] of check.facts) { %><div><dt><%= name %></dt><dd><%= text %></dd></div>
<% } %><% if (check.sources.length > 0) { %><div><dt>Sources</dt><dd><ul><% for (const source of check.sources) { %><li><a href="<%= source.url %>" rel="noreferrer"><%= source.title %></a></li><% } %></ul></dd></div><% } %>
</dl>
<% if (check.exchanges.length > 0) { %><h4>Exchanges</h4>
<ul class="evidence">
<% for (const exchange of check.exchanges) { %><li><details id="e-<%= check.key %>-<%= exchange.id %>" data-load="/console/report/<%= exchange.id %>?part=1"><summary><span class="method"><%= exchange.method %></span> <code><%= exchange.url %></code> <span class="code-<%= exchange.tone %>"><%= exchange.status %></span></summary>
<div class="loaded"><p><a href="/console/report/<%= exchange.id %>">Request and response</a></p></div></details></li>
<% } %></ul><% } %>
</details></li>
<% } %></ul>
<% } %></section>`,

  reportExchange: `
<h3>Request</h3>
<pre class="code"><%= it.requestText %></pre>
<h3>Response</h3>
<% if (it.responseText) { %><pre class="code"><%= it.responseText %></pre><% } else { %><p><%= it.failure %></p><% } %>`,
} as const;
