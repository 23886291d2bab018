/**
 * The script of the page. Everything works without it; with it, forms are sent without leaving the page, what has
 * changed is fetched again, and new exchanges appear by themselves.
 */
export const script = String.raw`'use strict';
const root = document.documentElement;
root.classList.add('js-on');

/** What is announced as changed is fetched at most once a second. */
const refreshPause = 1000;
/** Exchanges that stay in the list. */
const kept = 300;

let source;
let paused = false;
const waiting = [];

/** Shows what only works with this script. */
function reveal(part) {
  for (const element of part.querySelectorAll('[data-copy][hidden], .js[hidden]')) element.hidden = false;
}

async function copy(button) {
  const from = document.getElementById(button.dataset.copy);
  const text = 'value' in from ? from.value : from.textContent;
  const label = button.textContent;
  try {
    await navigator.clipboard.writeText(text.trim());
    button.textContent = 'Copied';
  } catch {
    if ('select' in from) from.select();
    button.textContent = 'Selected: copy it';
  }
  setTimeout(() => { button.textContent = label; }, 1500);
}

async function part(address) {
  const url = new URL(address, location.href);
  url.searchParams.set('part', '1');
  const response = await fetch(url, { headers: { Accept: 'text/html' } });
  if (response.status === 401) location.reload();
  return response.text();
}

/** Fills what is opened. */
async function load(details) {
  const place = details.querySelector(':scope > .loaded');
  const html = await part(details.dataset.load);
  place.innerHTML = html;
  place.dataset.full = '';
  reveal(place);
}

document.addEventListener('toggle', (event) => {
  const details = event.target;
  if (!details.open || !details.dataset.load) return;
  if (!('full' in details.querySelector(':scope > .loaded').dataset)) void load(details);
}, true);

document.addEventListener('click', async (event) => {
  const button = event.target.closest('[data-copy]');
  if (button) return copy(button);
  const link = event.target.closest('a[data-swap]');
  const place = link && link.closest('.loaded');
  if (!place || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  place.innerHTML = await part(link.href);
  reveal(place);
  const next = place.querySelector('a[data-swap]');
  if (next) next.focus();
});

document.addEventListener('change', async (event) => {
  const { into } = event.target.dataset;
  const [file] = event.target.files || [];
  if (into && file) document.getElementById(into).value = await file.text();
});

document.addEventListener('submit', async (event) => {
  const form = event.target;
  if (form.method !== 'post') return;
  const isRefused = form.dataset.confirm && !confirm(form.dataset.confirm);
  // What changes the fields of the page themselves is sent in the plain way.
  if (!isRefused && 'native' in form.dataset) return;
  event.preventDefault();
  if (isRefused) return;
  const notice = document.getElementById('notice');
  try {
    const response = await fetch(form.action, {
      method: 'POST',
      headers: { Accept: 'application/json' },
      body: new URLSearchParams(new FormData(form, event.submitter)),
    });
    if (response.status === 401) return location.reload();
    notice.innerHTML = (await response.json()).html;
  } catch {
    notice.innerHTML = '<div class="notice failed"><p>The console does not answer. Is it still running?</p></div>';
  }
  reveal(notice);
  notice.scrollIntoView({ block: 'nearest' });
  await refresh();
});

/** Takes what has changed into the page, and leaves open what is open. */
function takeOver(fresh) {
  for (const part of document.querySelectorAll('[data-live][id]')) {
    const next = fresh.getElementById(part.id);
    if (!next || sameText(part, next)) continue;
    keepOpen(part, next);
    const focused = part.contains(document.activeElement) ? trail(document.activeElement, part) : undefined;
    const scrolled = part.querySelector('.scroll')?.scrollLeft ?? 0;
    part.replaceWith(next);
    const scroll = next.querySelector('.scroll');
    if (scroll) scroll.scrollLeft = scrolled;
    reveal(next);
    if (focused) (focused(next) || next.closest('main') || document.getElementById('main')).focus();
  }
  const [mine, empty] = [document.getElementById('traffic'), fresh.getElementById('traffic')];
  if (mine && empty && !paused) {
    if (empty.children.length === 0) mine.replaceChildren();
    for (const item of [...empty.children].reverse()) add(item);
  }
  showEmpty();
}

const bare = new WeakMap();
/** Compares with what came last time, not with what the reader has opened since. */
function sameText(part, next) {
  const text = next.innerHTML;
  bare.set(next, text);
  return (bare.get(part) ?? part.innerHTML) === text;
}

function keepOpen(part, next) {
  for (const details of part.querySelectorAll('details[open][id]')) {
    const twin = next.querySelector('#' + CSS.escape(details.id));
    if (!twin) continue;
    const [before, place] = [details, twin].map((one) => one.querySelector(':scope > .loaded'));
    if (twin.dataset.load && before && place) {
      place.replaceChildren(...before.childNodes);
      place.dataset.full = '';
      void load(twin);
    }
    twin.open = true;
  }
}

/** How to find again what was focused: by its id, or by its name among its like. */
function trail(element) {
  const nameOf = (one) => one.id || one.getAttribute('aria-label') || one.textContent.trim();
  const name = nameOf(element);
  const tag = element.tagName;
  return (part) => [...part.querySelectorAll(tag)].find((one) => nameOf(one) === name);
}

let timer;
let last = 0;
let busy = false;

async function refresh() {
  clearTimeout(timer);
  timer = undefined;
  if (busy) return later();
  busy = true;
  last = performance.now();
  try {
    const response = await fetch(location.href, { headers: { Accept: 'text/html' } });
    if (response.ok) takeOver(new DOMParser().parseFromString(await response.text(), 'text/html'));
  } finally {
    busy = false;
  }
}

function later() {
  if (timer !== undefined) return;
  const wait = Math.max(100, refreshPause - (performance.now() - last));
  timer = setTimeout(() => refresh().catch(() => {}), wait);
}

function showEmpty() {
  const empty = document.getElementById('empty');
  if (empty) empty.hidden = document.getElementById('traffic').children.length > 0;
}

function elementOf(html) {
  const holder = document.createElement('template');
  holder.innerHTML = html;
  return holder.content.firstElementChild;
}

const began = (item) => item.querySelector('time').dateTime;

/** Puts an exchange where its time belongs, the newest first. */
function add(item) {
  const list = document.getElementById('traffic');
  if (!list || document.getElementById(item.firstElementChild.id)) return;
  item.firstElementChild.classList.add('fresh');
  const next = [...list.children].find((other) => began(other) <= began(item));
  list.insertBefore(item, next ?? null);
  while (list.children.length > kept) list.lastElementChild.remove();
  showEmpty();
}

function listen() {
  const live = document.getElementById('live');
  source = new EventSource(live ? live.dataset.stream : '/console/events');
  source.addEventListener('exchange', ({ data }) => (paused ? waiting.push(data) : add(elementOf(data))));
  source.addEventListener('changed', later);
  // What came since the page was made, and after an interruption.
  source.addEventListener('open', () => later());
  source.addEventListener('error', () => {
    if (source.readyState !== EventSource.CLOSED) return;
    document.getElementById('notice').innerHTML =
      '<div class="notice failed"><p>The page is no longer live: the console was started anew. Open it by the address that it printed.</p></div>';
  });
}

const pause = document.getElementById('pause');
if (pause) {
  pause.hidden = false;
  pause.addEventListener('click', () => {
    paused = !paused;
    pause.setAttribute('aria-pressed', String(paused));
    if (!paused) for (const html of waiting.splice(0)) add(elementOf(html));
  });
}

reveal(document);
listen();
addEventListener('pagehide', () => source.close());
addEventListener('pageshow', ({ persisted }) => { if (persisted) location.reload(); });
`;
