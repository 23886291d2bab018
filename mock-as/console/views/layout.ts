/** The frame of every page, and the pieces that several pages share. All templates are of eta, which escapes. */
export const layoutTemplates = {
  layout: `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title><%= it.title %> · mock authorization server</title>
<link rel="icon" href="/console/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/console/style.css">
<script src="/console/script.js" defer></script>
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header>
<p class="brand"><a href="/console/">Mock console</a></p>
<nav aria-label="Pages">
<ul>
<% for (const page of it.pages) { %><li><a href="<%= page.href %>"<% if (page.isCurrent) { %> aria-current="page"<% } %>><%= page.title %></a></li>
<% } %></ul>
</nav>
</header>
<section id="status" class="status" aria-label="State of the mock" data-live>
<p class="pair"><span class="dot <%= it.state.outages.length > 0 ? 'bad' : 'good' %>" aria-hidden="true"></span><%= it.state.health %></p>
<% for (const outage of it.state.outages) { %><div class="pair"><span class="tag bad"><%= outage.title %></span> <span class="quiet"><%= outage.affected %> hit</span>
<%~ include('@button', { hidden: it.hidden, action: 'outages/end', fields: { outage: outage.id }, label: 'End', name: 'End outage ' + outage.title, small: true }) %></div>
<% } %><% if (it.state.clock) { %><div class="pair"><span class="tag warn">Clock <%= it.state.clock %></span>
<%~ include('@button', { hidden: it.hidden, action: 'clock/reset', fields: {}, label: 'Back to now', name: 'Back to now: reset the clock', small: true }) %></div>
<% } %><p class="pair quiet"><code><%= it.state.environment %></code></p>
</section>
<main id="main" tabindex="-1">
<div id="notice" role="status"><% if (it.notice) { %><%~ include('@notice', it.notice) %><% } %></div>
<h1><%= it.title %></h1>
<%~ it.body %>
</main>
</body>
</html>
`,
  notice: `<div class="notice <%= it.kind %>">
<p><%= it.text %></p>
<% if (it.token) { %><label for="minted">The token</label>
<textarea id="minted" class="code" rows="5" readonly spellcheck="false"><%= it.token %></textarea>
<p><button type="button" data-copy="minted" hidden>Copy</button></p>
<% } %></div>`,
  button: `<form method="post" action="/console/do/<%= it.action %>" class="inline"<% if (it.confirm) { %> data-confirm="<%= it.confirm %>"<% } %><% if (it.native) { %> data-native<% } %>><%~ it.hidden %><% for (const [name, value] of Object.entries(it.fields)) { %><input type="hidden" name="<%= name %>" value="<%= value %>"><% } %><button<% if (it.small) { %> class="small"<% } %><% if (it.danger) { %> class="danger"<% } %><% if (it.name) { %> aria-label="<%= it.name %>"<% } %>><%= it.label %></button></form>`,
  refused: `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Mock console</title>
<link rel="icon" href="/console/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/console/style.css">
</head>
<body>
<main>
<h1><%= it.title %></h1>
<p><%= it.text %></p>
</main>
</body>
</html>
`,
  message: `<p><%= it.text %></p><p><a href="/console/">Back to the traffic</a></p>`,
} as const;
