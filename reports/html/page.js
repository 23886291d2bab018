// @ts-check
/**
 * Makes the page move: search and filters, kept in the fragment of its address, and the exchanges, drawn when they are
 * opened. Every text goes in as text; nothing is ever parsed as markup.
 */
(() => {
  'use strict';

  /**
   * @typedef {{ status?: true, request?: number[], response?: number[], missing?: string[], words?: string[] }} Marks
   * @typedef {{ id: string, by: number, method: number, url: number, headers: number, body?: number, status?: number,
   *   responseHeaders?: number, responseBody?: number, truncated?: true, failure?: number, durationMs: number }} Packed
   * @typedef {{ texts: string[], headers: number[][], exchanges: Packed[], exhibits: [number, string, Marks][][] }} Data
   */

  /** @type {Data | undefined} */
  let data;
  /** @returns {Data} */
  const packed = () => (data ??= JSON.parse(document.getElementById('packed')?.textContent ?? '{}'));

  const form = /** @type {HTMLFormElement} */ (document.getElementById('filters'));
  const search = /** @type {HTMLInputElement} */ (document.getElementById('q'));
  const checks = /** @type {HTMLDetailsElement[]} */ ([...document.querySelectorAll('details.check')]);
  const topics = /** @type {HTMLElement[]} */ ([...document.querySelectorAll('section.topic')]);
  /** What is searched of each check, made when it is first needed. @type {Map<Element, string>} */
  const searched = new Map();

  /** What cannot be seen, by its code point. @param {string} text */
  const visible = (text) =>
    text.replace(
      /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u061C\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF\uFFF9-\uFFFB]/g,
      (character) => `‹U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}›`,
    );

  /**
   * @param {string} name
   * @param {Record<string, string>} attributes
   * @param {(Node | string)[]} children
   */
  function element(name, attributes, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }

  // --- Exchanges ---

  /** The text with each of the words marked. @param {string} text @param {string[]} words */
  function withWords(text, words) {
    /** @type {(Node | string)[]} */
    const parts = [];
    let at = 0;
    while (at < text.length) {
      const found = words
        .map((word) => ({ word, index: text.indexOf(word, at) }))
        .filter(({ index }) => index >= 0)
        .sort((a, b) => a.index - b.index || b.word.length - a.word.length)[0];
      if (found === undefined) break;
      parts.push(visible(text.slice(at, found.index)), element('mark', {}, visible(found.word)));
      at = found.index + found.word.length;
    }
    return [...parts, visible(text.slice(at))];
  }

  /** Parameters on a line each, when they are many. @param {string} text */
  const broken = (text) => (text.length > 70 ? text.replace(/[?&](?=[\w.~%+-]+=)/g, '\n$&') : text);

  /** JSON with a line a member, unless that would change what it says. @param {string} text */
  function laidOut(text) {
    if (/^[\w.~%+-]+=[^\s]*$/.test(text)) return broken(text);
    try {
      const value = JSON.parse(text);
      return JSON.stringify(value) === text ? JSON.stringify(value, null, 2) : text;
    } catch {
      return text;
    }
  }

  /** @param {number | undefined} index @param {number[]} marked */
  function headerLines(index, marked) {
    const { headers, texts } = packed();
    const list = (index === undefined ? undefined : headers[index]) ?? [];
    return Array.from({ length: list.length / 2 }, (_, line) => {
      const text = visible(`${texts[list[2 * line] ?? -1]}: ${texts[list[2 * line + 1] ?? -1]}`);
      return [marked.includes(line) ? element('mark', {}, text) : text, '\n'];
    }).flat();
  }

  /** @param {number | undefined} index @param {string[]} words */
  function bodyLines(index, words) {
    if (index === undefined) return [];
    if (index < 0)
      return ['\n', element('em', {}, 'The body is too long for this page; report.json has it.')];
    const text = packed().texts[index] ?? '';
    return text === '' ? [] : ['\n', ...withWords(laidOut(text), words)];
  }

  /** @param {string} title @param {(Node | string)[]} lines */
  const side = (title, lines) =>
    element(
      'section',
      {},
      element('h5', {}, title),
      element('pre', { tabindex: '0', 'aria-label': title }, ...lines),
    );

  /** @param {Packed} exchange @param {Marks} marks */
  function sides(exchange, marks) {
    const { texts } = packed();
    const words = marks.words ?? [];
    const asked = [
      `${visible(texts[exchange.method] ?? '')} `,
      ...withWords(broken(texts[exchange.url] ?? ''), words),
      '\n',
      ...headerLines(exchange.headers, marks.request ?? []),
      ...bodyLines(exchange.body, words),
    ];
    const status = `HTTP ${exchange.status}`;
    const answered =
      exchange.status === undefined
        ? [element('mark', {}, visible(`No answer: ${texts[exchange.failure ?? -1] ?? ''}`))]
        : [
            marks.status ? element('mark', {}, status) : status,
            '\n',
            ...headerLines(exchange.responseHeaders, marks.response ?? []),
            ...(marks.missing ?? []).flatMap((name) => [element('mark', {}, `(no ${name})`), '\n']),
            ...bodyLines(exchange.responseBody, words),
            ...(exchange.truncated ? ['\n', element('em', {}, 'It went on; the rest was not read.')] : []),
            ...(exchange.failure === undefined
              ? []
              : ['\n', visible(`Then ${texts[exchange.failure] ?? ''}`)]),
          ];
    return element(
      'div',
      { class: 'sides' },
      side(`Request ${exchange.id}`, asked),
      side(`Response ${exchange.id}`, answered),
    );
  }

  /** @param {string} url */
  function shortUrl(url) {
    const path = url.replace(/^[a-z]+:\/\/[^/]*/i, '').replace(/[?#].*/s, '') || '/';
    return path.length > 60 ? `…${path.slice(-59)}` : path;
  }

  /** @param {[number, string, Marks]} exhibit @param {boolean} open */
  function exchangeElement([index, label, marks], open) {
    const exchange = packed().exchanges[index];
    if (exchange === undefined) return '';
    const { texts } = packed();
    const answer = exchange.status === undefined ? 'no answer' : String(exchange.status);
    const made = /** @type {HTMLDetailsElement} */ (
      element(
        'details',
        { class: 'exchange' },
        element(
          'summary',
          {},
          `${visible(exchange.id)} `,
          ...(label === '' ? [] : [element('span', { class: 'label' }, `${visible(label)}: `)]),
          visible(`${texts[exchange.method]} ${shortUrl(texts[exchange.url] ?? '')} `),
          element('span', { class: 'status' }, `→ ${answer}`),
          element('span', { class: 'label' }, ` ${Math.round(exchange.durationMs)} ms`),
        ),
      )
    );
    const draw = () => made.childElementCount === 1 && made.append(sides(exchange, marks));
    made.addEventListener('toggle', () => made.open && draw());
    if (open) {
      draw();
      made.open = true;
    }
    return made;
  }

  /** How many exchanges of a finding are open at once: the first that decided. */
  const openAtOnce = 2;

  /** Draws the exchanges of what was opened. @param {Element} place */
  function drawExchanges(place) {
    for (const list of place.querySelectorAll('[data-group]')) {
      if (!(list instanceof HTMLElement) || list.dataset['drawn'] !== undefined) continue;
      list.dataset['drawn'] = '';
      const exhibits = packed().exhibits[Number(list.dataset['group'])] ?? [];
      let left = list.dataset['open'] === undefined ? 0 : openAtOnce;
      const drawn = exhibits.map((exhibit) => {
        const decides = Object.keys(exhibit[2]).length > 0;
        const open = decides && left > 0;
        if (open) left -= 1;
        return exchangeElement(exhibit, open);
      });
      if (list.dataset['numbered'] === undefined) list.replaceChildren(...drawn);
      else list.querySelectorAll('li').forEach((item, index) => item.append(drawn[index] ?? ''));
    }
  }

  document.addEventListener(
    'toggle',
    ({ target }) => {
      if (target instanceof HTMLDetailsElement && target.open && !target.classList.contains('exchange'))
        drawExchanges(target);
    },
    true,
  );

  // --- Filters ---

  /** @param {Element} check */
  function textOf(check) {
    const known = searched.get(check);
    if (known !== undefined) return known;
    // Before the exchanges are drawn they are named there, and afterwards too.
    const text = (check.textContent ?? '').toLowerCase().replace(/\s+/g, ' ');
    searched.set(check, text);
    return text;
  }

  function filter() {
    const wanted = new FormData(form);
    const words = String(wanted.get('q') ?? '')
      .toLowerCase()
      .split(/\s+/)
      .filter(Boolean);
    const outcomes = wanted.getAll('outcome');
    const [level, topic] = [wanted.get('level'), wanted.get('topic')];
    let shown = 0;
    for (const section of topics) {
      let inTopic = 0;
      for (const check of /** @type {NodeListOf<HTMLElement>} */ (
        section.querySelectorAll('details.check')
      )) {
        const fits =
          (outcomes.length === 0 || outcomes.includes(check.dataset['outcome'] ?? '')) &&
          (!level || check.dataset['level'] === level) &&
          (!topic || section.dataset['topic'] === topic) &&
          words.every((word) => textOf(check).includes(word));
        check.hidden = !fits;
        if (fits) inTopic += 1;
      }
      section.hidden = inTopic === 0;
      shown += inTopic;
    }
    const status = document.getElementById('shown');
    if (status)
      status.textContent =
        shown === checks.length ? `All ${shown} checks` : `${shown} of ${checks.length} checks`;
    const none = document.getElementById('none');
    if (none) none.hidden = shown > 0;
  }

  /** The filters as they are, in the address: it can be sent to somebody. */
  function remember() {
    const kept = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (value !== '') kept.append(name, String(value));
    history.replaceState(null, '', `#${kept.toString()}`);
  }

  /** @param {string} name @param {string} value */
  const hasOption = (name, value) =>
    [...form.querySelectorAll(`select[name=${name}] option`)].some(
      (option) => /** @type {HTMLOptionElement} */ (option).value === value,
    );

  /** Does what the address says: the filters, or the check that it leads to. */
  function follow() {
    const asked = new URLSearchParams(location.hash.slice(1));
    const isPlace = location.hash !== '' && !location.hash.includes('=');
    if (isPlace) return;
    search.value = asked.get('q') ?? '';
    for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (
      form.querySelectorAll('input[name=outcome]')
    ))
      box.checked = asked.getAll('outcome').includes(box.value);
    for (const name of ['level', 'topic']) {
      const select = /** @type {HTMLSelectElement} */ (form.elements.namedItem(name));
      const value = asked.get(name) ?? '';
      select.value = hasOption(name, value) ? value : '';
    }
    filter();
    const check = asked.get('check');
    if (check !== null) show(document.getElementById(`check=${check}`));
    else if (location.hash !== '') document.getElementById('checks')?.scrollIntoView();
  }

  /** @param {HTMLElement | null} check */
  function show(check) {
    if (!(check instanceof HTMLDetailsElement)) return;
    check.open = true;
    drawExchanges(check);
    check.scrollIntoView();
    check.querySelector('summary')?.focus({ preventScroll: true });
  }

  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('input', () => {
    filter();
    remember();
  });
  form.addEventListener('reset', () =>
    setTimeout(() => {
      filter();
      remember();
    }),
  );
  window.addEventListener('hashchange', follow);
  document.getElementById('unfold')?.addEventListener('click', () => {
    for (const check of checks) if (!check.hidden) check.open = true;
  });
  document.getElementById('fold')?.addEventListener('click', () => {
    for (const check of checks) check.open = false;
  });
  document.addEventListener('keydown', (event) => {
    const { target } = event;
    const typing = target instanceof HTMLInputElement || target instanceof HTMLSelectElement;
    if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      search.focus();
    }
  });

  // --- Print: what was found, unfolded, with the exchanges that decided ---

  /** @type {HTMLDetailsElement[]} */
  let unfolded = [];
  window.addEventListener('beforeprint', () => {
    unfolded = checks.filter(
      (check) => !check.open && ['fail', 'warn'].includes(check.dataset['outcome'] ?? ''),
    );
    for (const check of unfolded) {
      check.open = true;
      drawExchanges(check);
    }
  });
  window.addEventListener('afterprint', () => {
    for (const check of unfolded) check.open = false;
  });

  form.hidden = false;
  follow();
})();
