/** The style sheet: light and dark, from 400 pixels on. */
export const style = `
:root {
  color-scheme: light dark;
  --page: #f5f6f8; --card: #fff; --text: #1b1f24; --quiet: #57606a; --line: #d4d9df; --field: #8a929b;
  --accent: #1d5fb4; --on-accent: #fff; --code: #eef1f4;
  --good: #1a6e35; --plain: #1d5fb4; --warn: #8a5300; --bad: #b3261e;
  --good-back: #e0f2e5; --plain-back: #e3edf9; --warn-back: #fcefd8; --bad-back: #fbe4e2;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #14171b; --card: #1d2127; --text: #e6e9ed; --quiet: #a4adb8; --line: #373e47; --field: #7a848f;
    --accent: #7fb2f5; --on-accent: #0d1b2e; --code: #262b32;
    --good: #73cf8e; --plain: #8bbcf7; --warn: #edb45c; --bad: #ff9d94;
    --good-back: #17301f; --plain-back: #182a42; --warn-back: #38290f; --bad-back: #431c19;
  }
}
* { box-sizing: border-box }
body { margin: 0; font: 15px/1.5 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; color: var(--text); background: var(--page) }
[hidden] { display: none !important }
.hidden, .skip:not(:focus) { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
.skip:focus { position: absolute; left: 1rem; top: .5rem; padding: .4rem .8rem; background: var(--card); z-index: 2 }
a { color: var(--accent) }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
main:focus { outline: none }
code, pre, .code { font: 13px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace }
code { overflow-wrap: anywhere }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 1.25rem 0 1rem; overflow-wrap: anywhere }
h2 { font-size: 1.1rem; margin: 1.5rem 0 .75rem }
h3, h4 { font-size: 1rem; margin: 1rem 0 .5rem }
p { margin: .5rem 0 }
ul, ol { margin: 0; padding: 0; list-style: none }

body > header { display: flex; flex-wrap: wrap; align-items: center; gap: .25rem 1.5rem; padding: .6rem max(1rem, calc((100% - 1180px) / 2)); background: var(--card); border-bottom: 1px solid var(--line) }
.brand { margin: 0; font-weight: 650 }
.brand a { color: inherit; text-decoration: none }
nav ul { display: flex; flex-wrap: wrap; gap: .15rem }
nav a { display: block; padding: .35rem .7rem; border-radius: 6px; color: var(--text); text-decoration: none }
nav a:hover { background: var(--code) }
nav a[aria-current] { background: var(--plain-back); color: var(--plain); font-weight: 600 }
.status { display: flex; flex-wrap: wrap; align-items: center; gap: .4rem 1.25rem; padding: .45rem max(1rem, calc((100% - 1180px) / 2)); border-bottom: 1px solid var(--line); font-size: 14px }
.pair { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem; margin: 0 }
.dot { width: .7rem; height: .7rem; border-radius: 50%; background: var(--good) }
.dot.bad { background: var(--bad) }
main { max-width: 1212px; margin: 0 auto; padding: 0 1rem 3rem }

.card { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 1rem; margin: 0 0 1rem }
.card > :first-child { margin-top: 0 }
.card > :last-child { margin-bottom: 0 }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 360px), 1fr)); gap: 1rem }
.cards { align-items: start }
.cards > .card { margin: 0; min-width: 0 }
.cards + form { margin-top: .75rem }
.cards .facts > div { grid-template-columns: 7rem minmax(0, 1fr) }
div[data-live] { margin-bottom: 1rem }
.card details { margin: .75rem 0 }
.card details > .fields { margin-top: .5rem }
.card form > :last-child { margin-bottom: 0 }
.cards h2, .cards h3 { margin: 0 0 .5rem; font-size: 1.05rem; overflow-wrap: anywhere }
summary { cursor: pointer }
summary h2 { display: inline; font-size: 1.05rem }
.card > summary:only-child { margin: 0 }
.quiet, .empty { color: var(--quiet) }
.empty { padding: 1.25rem; border: 1px dashed var(--line); border-radius: 10px; text-align: center }
.notice { margin: 1rem 0 0; padding: .6rem 1rem; border-left: 4px solid var(--plain); border-radius: 6px; background: var(--plain-back) }
.notice.done { border-color: var(--good); background: var(--good-back) }
.notice.failed { border-color: var(--bad); background: var(--bad-back) }
.notice p { margin: .2rem 0; overflow-wrap: anywhere }
.tag { display: inline-block; padding: .05rem .5rem; border-radius: 999px; font-size: 12.5px; font-weight: 500; white-space: nowrap; color: var(--text); background: var(--code) }
.tag.good { color: var(--good); background: var(--good-back) }
.tag.plain { color: var(--plain); background: var(--plain-back) }
.tag.warn { color: var(--warn); background: var(--warn-back) }
.tag.bad { color: var(--bad); background: var(--bad-back) }
.code-good, .code-plain, .code-warn, .code-bad { font-weight: 650 }
.code-good { color: var(--good) } .code-plain { color: var(--plain) } .code-warn { color: var(--warn) } .code-bad { color: var(--bad) }

.facts { margin: .5rem 0; display: grid; gap: .35rem }
.facts > div { display: grid; grid-template-columns: minmax(7rem, 10rem) minmax(0, 1fr); gap: .75rem }
.facts dt { color: var(--quiet) }
.facts dd { margin: 0; overflow-wrap: anywhere }
pre { margin: .5rem 0; padding: .75rem; border-radius: 6px; background: var(--code); white-space: pre-wrap; overflow-wrap: anywhere }

button, input, select, textarea { font: inherit; color: inherit }
button { padding: .4rem .9rem; border: 1px solid var(--field); border-radius: 6px; background: var(--card); cursor: pointer }
button:hover { background: var(--code) }
button.primary { border-color: var(--accent); background: var(--accent); color: var(--on-accent); font-weight: 600 }
button.primary:hover { filter: brightness(1.1) }
button.danger { border-color: var(--bad); color: var(--bad) }
button.small { padding: .05rem .6rem; font-size: 13px }
button[aria-pressed=true] { background: var(--plain-back); border-color: var(--plain); color: var(--plain) }
input:not([type=checkbox]), select, textarea { width: 100%; padding: .4rem .6rem; border: 1px solid var(--field); border-radius: 6px; background: var(--card) }
textarea.code { font: 13px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere }
::placeholder { color: var(--quiet); opacity: 1 }
label { display: block; font-size: 14px; color: var(--quiet); margin-bottom: .2rem }
label.check { display: inline-flex; align-items: center; gap: .4rem; margin: .15rem 1rem .15rem 0; color: var(--text); font-size: inherit }
fieldset { margin: .75rem 0; border: 1px solid var(--line); border-radius: 6px; padding: .4rem .8rem .6rem }
legend { color: var(--quiet); font-size: 14px; padding: 0 .3rem }
.checks { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 260px), 1fr)) }
.fields { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 230px), 1fr)); gap: .75rem 1rem; align-items: end }
.fields p { margin: 0; min-width: 0 }
.fields .wide { grid-column: 1 / -1 }
.inline { display: inline-block; margin: 0 }
.tools { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem .75rem; margin: .75rem 0 }
.row, .filter { display: flex; flex-wrap: wrap; align-items: end; gap: .5rem .75rem; margin: .75rem 0 }
.row p, .filter p { margin: 0; min-width: 0 }
.row input { width: min(100%, 18rem) }
.filter p { max-width: min(100%, 22rem) }
.bar { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: end; gap: 0 1rem }
progress { width: 100%; height: .8rem; accent-color: var(--accent) }

.exchanges { display: grid; gap: .35rem }
.exchange { background: var(--card); border: 1px solid var(--line); border-radius: 8px }
.exchange > summary { display: grid; grid-template-columns: 6rem 15.5rem minmax(0, 1fr) minmax(0, 14rem) 9.5rem; gap: .25rem 1rem; align-items: baseline; padding: .5rem .8rem; list-style: none }
.exchange > summary::-webkit-details-marker { display: none }
.exchange > summary:hover { background: var(--code); border-radius: 8px }
.exchange > .loaded { padding: .25rem .8rem .8rem; border-top: 1px solid var(--line) }
.exchange time, .took { color: var(--quiet); font-size: 13px; font-variant-numeric: tabular-nums; white-space: nowrap }
.took { text-align: right }
.parties { font-size: 14px; overflow-wrap: anywhere }
.what { overflow-wrap: anywhere }
.method { font-weight: 600; font-size: 13px }
.purpose, .result { color: var(--quiet); font-size: 14px }
.exchange.fresh { animation: fresh 1.2s ease-out }
@keyframes fresh { from { background: var(--plain-back) } }
@media (prefers-reduced-motion: reduce) { .exchange.fresh { animation: none } }

.scroll { overflow-x: auto; background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: .5rem }
svg.flow { display: block; margin: 0 auto; font: 12.5px system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif }
.flow .lane { stroke: var(--line); stroke-width: 2 }
.flow rect.party { fill: var(--plain-back); stroke: var(--plain) }
.flow text.party { fill: var(--text); font-weight: 600; font-size: 13.5px }
.flow text.label { fill: var(--text); paint-order: stroke; stroke: var(--card); stroke-width: 4px; stroke-linejoin: round }
.flow line.request { stroke: var(--text); stroke-width: 1.5 }
.flow polygon.request { fill: var(--text) }
.flow line.answer { stroke-width: 1.5 }
.flow .likely line { stroke-dasharray: 5 4 }
.flow line.good { stroke: var(--good) } .flow polygon.good, .flow text.good { fill: var(--good) }
.flow line.plain { stroke: var(--plain) } .flow polygon.plain, .flow text.plain { fill: var(--plain) }
.flow line.warn { stroke: var(--warn) } .flow polygon.warn, .flow text.warn { fill: var(--warn) }
.flow line.bad { stroke: var(--bad) } .flow polygon.bad, .flow text.bad { fill: var(--bad) }

.summary { display: flex; flex-wrap: wrap; gap: .5rem; margin: .75rem 0 }
.summary a { display: inline-block; padding: .3rem .8rem; border: 1px solid var(--line); border-radius: 8px; background: var(--card); color: var(--text); text-decoration: none }
.checks-list { display: grid; gap: .3rem }
.check-result { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: .45rem .8rem }
.check-result .tag { min-width: 5.2rem; text-align: center; margin-right: .5rem }
.evidence details { border-top: 1px solid var(--line); padding: .35rem 0 }
.evidence summary, .check-result summary { overflow-wrap: anywhere }

.js-on .nojs { display: none }
@media (max-width: 900px) {
  .exchange > summary { grid-template-columns: minmax(0, 1fr) auto }
  .exchange time { order: 1 } .took { order: 2 } .parties { order: 3; grid-column: 1 / -1 }
  .what { order: 4; grid-column: 1 / -1 } .outcome { order: 5; grid-column: 1 / -1 }
}
@media (max-width: 520px) {
  .facts > div { grid-template-columns: minmax(0, 1fr); gap: 0 }
  .filter p { width: 100%; max-width: none }
  .row p, .row input { width: 100% }
  body > header { gap: .25rem }
  .brand { width: 100% }
  nav ul { margin-left: -.7rem }
}
`;
