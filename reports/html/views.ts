/**
 * The templates of the page. Every value is escaped (`<%= %>`); what is not (`<%~ %>`) is our own style and script, and
 * JSON in which no markup can stand.
 */

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="<%= it.policy %>">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="<%= it.view.tool %>">
<title><%= it.view.sign %> <%= it.view.title %>: authorization conformance</title>
<style><%~ it.style %></style>
</head>
<body>
<a class="skip" href="#checks">Skip to the checks</a>
<%~ include('@verdict', it.view) %>
<main>
<%~ include('@findings', it.view) %>
<%~ include('@checks', it.view) %>
<% if (it.view.flow) { %><%~ include('@flow', it.view.flow) %><% } %>
<%~ include('@coverage', it.view) %>
</main>
<footer><p>Made by <%= it.view.tool %> from <code>report.json</code>, which has everything that is shown here. Secrets were replaced when they were recorded: equal pseudonyms stand for equal values.</p></footer>
<script type="application/json" id="packed"><%~ it.view.packed %></script>
<script><%~ it.script %></script>
</body>
</html>
`;

const verdict = `<header class="verdict <%= it.verdict %>">
<p class="tool">Authorization conformance</p>
<h1><span class="sign" aria-hidden="true"><%= it.sign %></span> <bdi><%= it.sentence %></bdi></h1>
<% for (const { kind, text } of it.notes) { %>
<p class="<%= kind %>"><strong><%= kind === 'note' ? 'Note:' : 'Trouble:' %></strong> <bdi><%~ include('@sentence', { text }) %></bdi></p>
<% } %>
<dl class="about">
<% for (const { name, value } of it.facts) { %><div><dt><%= name %></dt><dd><bdi><%= value %></bdi></dd></div>
<% } %></dl>
<% if (it.parts.length > 0) { %><ul class="parts" aria-label="Targets"><% for (const { sign, verdict, text } of it.parts) { %><li class="<%= verdict %>"><span class="sign" aria-hidden="true"><%= sign %></span> <bdi><%= text %></bdi>: <%= verdict %></li><% } %></ul><% } %>
<% if (it.gate) { %><div class="gate"><p><strong>Gate:</strong> <%= it.gate.holds ? 'holds.' : 'does not hold.' %> <%= it.gate.coverage %></p><ul><% for (const cause of it.gate.causes) { %><li><bdi><%= cause %></bdi></li><% } %></ul></div><% } %>
<%~ include('@bar', { counts: it.counts, label: '' }) %>
<ul class="counts" aria-label="Checks by outcome"><% for (const { outcome, sign, text } of it.counts) { %>
<li><a class="<%= outcome %>" href="#outcome=<%= outcome %>"><span aria-hidden="true"><%= sign %></span> <%= text %></a></li><% } %>
</ul>
<nav aria-label="Sections"><a href="#to-do">What to do</a> <a href="#checks">Checks</a><% if (it.flow) { %> <a href="#flow">Flow</a><% } %> <a href="#coverage">Coverage</a></nav>
</header>
`;

const bar = `<svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" <% if (it.label) { %>role="img" aria-label="<%= it.label %>"<% } else { %>aria-hidden="true"<% } %>><% for (const { outcome, x, width } of it.counts) { %><rect class="<%= outcome %>" x="<%= x.toFixed(2) %>" width="<%= width.toFixed(2) %>" height="6"/><% } %></svg>`;

const sentence = `<% for (const { text, code } of it.text) { %><% if (code) { %><code><%= text %></code><% } else { %><%= text %><% } %><% } %>`;

const findings = `<section id="to-do" aria-labelledby="to-do-title">
<h2 id="to-do-title">What to do</h2>
<% if (it.findings.length === 0) { %><p>Nothing was found that must be mended.</p><% } %>
<% for (const { heading, outcome, checks } of it.findings) { %>
<h3 class="<%= outcome %>"><%= heading %> <span class="number"><%= checks.length %></span></h3>
<ol class="findings">
<% for (const check of checks) { %><li class="<%= outcome %>">
<p class="what"><a href="<%= check.href %>"><bdi><%~ include('@sentence', { text: check.title }) %></bdi></a> <span class="where"><%= check.topic %><% if (check.target) { %>, <bdi><%= check.target %></bdi><% } %><% if (check.excused) { %>, does not count<% } %></span></p>
<dl><% for (const { label, text, kind } of check.facts) { if (kind !== 'expected') { %>
<div class="<%= kind %>"><dt><%= label %></dt><dd><bdi><%~ include('@sentence', { text }) %></bdi></dd></div><% } } %>
</dl></li>
<% } %></ol>
<% } %>
<% if (it.open.length > 0) { %><h3>Left open</h3>
<p>These checks came to no verdict. Mend the cause and run again.</p>
<%~ include('@reasons', { reasons: it.open }) %><% } %>
</section>
`;

const reasons = `<ul class="reasons"><% for (const { reason, count, checks } of it.reasons) { %>
<li><details><summary><bdi><%~ include('@sentence', { text: reason }) %></bdi> <span class="number"><%= count %></span></summary>
<ul><% for (const check of checks) { %><li><span class="level"><%= check.level %></span> <a href="<%= check.href %>"><bdi><%~ include('@sentence', { text: check.title }) %></bdi></a><% if (check.target) { %> <span class="where"><bdi><%= check.target %></bdi></span><% } %></li><% } %></ul></details></li><% } %>
</ul>
`;

const checks = `<section id="checks" aria-labelledby="checks-title">
<h2 id="checks-title" tabindex="-1">Checks</h2>
<form id="filters" role="search" aria-label="Checks" hidden>
<p class="search"><label for="q">Search</label> <input id="q" name="q" type="search" autocomplete="off" spellcheck="false" placeholder="title, id, clause, x12"> <kbd aria-hidden="true">/</kbd></p>
<fieldset><legend>Outcome</legend><% for (const { outcome, text } of it.counts) { %>
<label class="<%= outcome %>"><input type="checkbox" name="outcome" value="<%= outcome %>"> <%= text %></label><% } %></fieldset>
<p class="selects"><label>Level <select name="level"><option value="">all</option><% for (const level of it.levels) { %><option><%= level %></option><% } %></select></label>
<label>Topic <select name="topic"><option value="">all</option><% for (const { name } of it.topics) { %><option><%= name %></option><% } %></select></label>
<button type="reset">Show all</button> <button type="button" id="unfold">Unfold</button> <button type="button" id="fold">Fold</button></p>
<p id="shown" role="status"><%= it.total %></p>
</form>
<noscript><p class="trouble">Search, filters and the exchanges need JavaScript; everything else is here.</p></noscript>
<p id="none" hidden>No check is like that.</p>
<% for (const topic of it.topics) { %><section class="topic" data-topic="<%= topic.name %>">
<h3><%= topic.name %> <span class="counts"><% for (const { outcome, text } of topic.counts) { %><span class="<%= outcome %>"><%= text %></span> <% } %></span></h3>
<% for (const check of topic.checks) { %><%~ include('@check', check) %><% } %></section>
<% } %></section>
`;

const check = `<details class="check <%= it.outcome %>" id="<%= it.anchor %>" data-outcome="<%= it.outcome %>" data-level="<%= it.level %>">
<summary><span class="outcome"><span aria-hidden="true"><%= it.sign %></span> <%= it.word %></span> <span class="level"><%= it.level %></span> <span class="title"><bdi><%~ include('@sentence', { text: it.title }) %></bdi><% if (it.target) { %> <span class="where"><bdi><%= it.target %></bdi></span><% } %><% if (it.excused) { %> <span class="number">does not count</span><% } %></span></summary>
<dl><% for (const { label, text, kind } of it.facts) { %><div class="<%= kind %>"><dt><%= label %></dt><dd><bdi><%~ include('@sentence', { text }) %></bdi></dd></div><% } %>
<div><dt><%= it.sources.length === 1 ? 'Clause' : 'Clauses' %></dt><dd><ul><% for (const { text, href } of it.sources) { %><li><% if (href) { %><a href="<%= href %>" rel="noopener noreferrer"><%= text %></a><% } else { %><%= text %><% } %></li><% } %></ul></dd></div>
<div><dt>Check</dt><dd><a href="<%= it.href %>"><code><%= it.id %></code></a><% if (it.duration) { %>, <%= it.duration %><% } %></dd></div>
<div><dt>More</dt><dd><code>mcp-auth-conformance explain <%= it.requirement %></code></dd></div></dl>
<% if (it.exchangeCount > 0) { %><h4>Exchanges</h4><div class="exchanges" data-group="<%= it.group %>"<% if (it.isFinding) { %> data-open<% } %>><p><%= it.exchangeIds %></p></div><% } %>
</details>
`;

const flow = `<section id="flow" aria-labelledby="flow-title">
<h2 id="flow-title" tabindex="-1">Flow</h2>
<p><%= it.title %>.<% if (it.omitted > 0) { %> <%= it.omitted %> more steps are left out.<% } %></p>
<div class="diagram" role="region" tabindex="0" aria-label="Diagram of the flow">
<svg viewBox="0 0 <%= it.diagram.width %> <%= it.diagram.height %>" width="<%= it.diagram.width %>" height="<%= it.diagram.height %>" role="img" aria-label="<%= it.label %>">
<% for (const { name, x } of it.diagram.lanes) { %><line class="life" x1="<%= x %>" x2="<%= x %>" y1="40" y2="<%= it.diagram.height - 8 %>"/><rect class="party" x="<%= x - 84 %>" y="8" width="168" height="32" rx="6"/><text class="party" x="<%= x %>" y="29" text-anchor="middle"><%= name %></text>
<% } %><% for (const arrow of it.diagram.arrows) { %><text x="<%= arrow.textX %>" y="<%= arrow.y - 6 %>"><tspan class="step"><%= arrow.number %></tspan> <%= arrow.step.asked %></text><text class="answer" x="<%= arrow.textX %>" y="<%= arrow.answerY - 5 %>"><%= arrow.step.answered %></text><line class="ask" x1="<%= arrow.fromX %>" x2="<%= arrow.toX %>" y1="<%= arrow.y %>" y2="<%= arrow.y %>"/><polygon class="ask" points="<%= arrow.tip %>"/><line class="answer" x1="<%= arrow.fromX %>" x2="<%= arrow.toX %>" y1="<%= arrow.answerY %>" y2="<%= arrow.answerY %>"/><polygon class="answer" points="<%= arrow.answerTip %>"/>
<% } %></svg>
</div>
<details class="steps"><summary>The steps, with what was sent</summary>
<div class="exchanges" data-group="<%= it.group %>" data-numbered><ol><% for (const { from, to, asked, answered } of it.steps) { %><li><%= from %> to <%= to %>: <%= asked %>; answer: <%= answered %></li><% } %></ol></div></details>
</section>
`;

const coverage = `<section id="coverage" aria-labelledby="coverage-title">
<h2 id="coverage-title" tabindex="-1">Coverage</h2>
<table><thead><tr><th scope="col">Topic</th><th scope="col">Checks</th><th scope="col">Outcomes</th></tr></thead><tbody>
<% for (const { name, checks, counts } of it.topics) { %><tr><th scope="row"><a href="#topic=<%= encodeURIComponent(name) %>"><%= name %></a></th><td><%= checks.length %></td><td><%~ include('@bar', { counts, label: counts.map(({ text }) => text).join(', ') }) %><span class="tally"><%= counts.map(({ text }) => text).join(' · ') %></span></td></tr>
<% } %></tbody></table>
<% if (it.untested.length > 0) { %><h3>Not tested, and how to enable it</h3><%~ include('@reasons', { reasons: it.untested }) %><% } %>
<% if (it.notApplicable.length > 0) { %><h3>Not applicable</h3><%~ include('@reasons', { reasons: it.notApplicable }) %><% } %>
</section>
`;

export const templates = { page, verdict, bar, sentence, findings, reasons, checks, check, flow, coverage };
