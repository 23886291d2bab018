/** The style sheet of the pages, within the page: the policy lets in the one with this text and nothing else. */
export const style = `
:root { color-scheme: light dark;
  --page: #f3f4f7; --card: #fff; --text: #16191d; --quiet: #575d66; --line: #d5d9df; --field: #767d87;
  --accent: #3b46c4; --on-accent: #fff; --accent-hover: #2f38a3; --focus: #3b46c4;
  --warn: #fff6e0; --warn-line: #b77900; --error: #fdecec; --error-line: #b3261e; --error-text: #8c1d18 }
@media (prefers-color-scheme: dark) { :root {
  --page: #101216; --card: #1a1d23; --text: #eceef1; --quiet: #a9b0ba; --line: #343a43; --field: #868e99;
  --accent: #a3acff; --on-accent: #14173a; --accent-hover: #c0c6ff; --focus: #a3acff;
  --warn: #33290f; --warn-line: #d9a034; --error: #3a1a1a; --error-line: #f2807a; --error-text: #ffb4ae } }
* { box-sizing: border-box }
html { font: 16px/1.5 system-ui, -apple-system, "Segoe UI", "Liberation Sans", sans-serif; -webkit-text-size-adjust: 100% }
body { margin: 0; padding: 1rem; min-height: 100vh; display: flex; flex-direction: column; align-items: center; gap: 1rem;
  color: var(--text); background: var(--page) }
main { width: 100%; max-width: 29rem; margin-top: min(8vh, 4rem); padding: 1.75rem 1.75rem 1.5rem;
  background: var(--card); border: 1px solid var(--line); border-radius: .75rem }
h1 { font-size: 1.375rem; line-height: 1.3; margin: 0 0 .75rem } h2 { font-size: 1rem; margin: 1.25rem 0 .5rem }
h1, p, dd, li, strong, code { overflow-wrap: anywhere }
p { margin: 0 0 1rem } main > :last-child { margin-bottom: 0 } code { font: .9em ui-monospace, "Liberation Mono", monospace }
ul { margin: 0 0 1.25rem; padding: 0; list-style: none; border: 1px solid var(--line); border-radius: .5rem }
li { padding: .5rem .75rem } li + li { border-top: 1px solid var(--line) } li code { display: block; color: var(--quiet) }
li code:only-child { color: inherit }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem .75rem; margin: 0 0 1.25rem } dt { color: var(--quiet) } dd { margin: 0 }
label { display: block; margin-bottom: .25rem; font-weight: 600 }
input { display: block; width: 100%; margin: 0 0 1rem; padding: .625rem .75rem; font: inherit; color: inherit;
  background: var(--card); border: 1px solid var(--field); border-radius: .5rem }
input[aria-invalid] { border-color: var(--error-line) }
input[name=code] { font-size: 1.375rem; letter-spacing: .35em; font-variant-numeric: tabular-nums }
button { font: inherit; font-weight: 600; min-height: 2.75rem; padding: .5rem 1rem; cursor: pointer; color: var(--text);
  background: transparent; border: 1px solid var(--field); border-radius: .5rem }
button.primary { color: var(--on-accent); background: var(--accent); border-color: var(--accent) }
button.primary:hover { background: var(--accent-hover) } button:hover { border-color: var(--text) }
button.link { min-height: 0; padding: .25rem 0; font-weight: 400; border: 0; color: var(--accent); text-decoration: underline }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px }
.choices { display: flex; gap: .75rem } .choices button { flex: 1 1 0 } .more { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin-top: 1rem }
.quiet { color: var(--quiet) } .message { padding: .625rem .75rem; border-radius: .5rem; border: 1px solid; border-left-width: .3rem }
.warning { background: var(--warn); border-color: var(--warn-line) }
.error { background: var(--error); border-color: var(--error-line); color: var(--error-text) }
footer { max-width: 29rem; font-size: .875rem; color: var(--quiet); text-align: center }
footer p { margin: 0 } .mark { font-weight: 700; color: var(--text) }
@media (max-width: 30rem) { main { margin-top: 0; padding: 1.25rem } .choices { flex-direction: column } }
@media (forced-colors: active) { button.primary { border-width: 2px } }
`;
