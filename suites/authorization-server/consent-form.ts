/** How a person answered a page, so that it can be answered again in another browser. */
import {
  formsOf,
  type Form,
  type ShownPage,
  type Submission,
  type VisitRequest,
} from '../../harness/index.ts';

export interface Decision {
  page: ShownPage;
  /** Which form of the page. */
  index: number;
  /** What stands in it beside its hidden fields: the button that was pressed, boxes that were ticked. */
  chosen: [name: string, value: string][];
}

/** A form that is filled in, ready to be sent. */
export interface Filled {
  form: Form;
  chosen: Decision['chosen'];
}

/** The decision that was sent from one of the pages; undefined when no form of theirs sends that by itself. */
export function decisionIn(pages: readonly ShownPage[], sent: Submission): Decision | undefined {
  for (const page of [...pages].reverse()) {
    const forms = formsOf(page.html, page.url);
    const index = forms.findIndex((form) => sends(form, sent));
    const form = forms[index];
    if (form === undefined) continue;
    const hidden = new Set(form.hidden.map(([name]) => name));
    return { page, index, chosen: fieldsOf(sent).filter(([name]) => !hidden.has(name)) };
  }
  return undefined;
}

function sends({ action, method, hidden }: Form, sent: Submission): boolean {
  const [to, from] = [new URL(sent.url), new URL(action)];
  const names = new Set(fieldsOf(sent).map(([name]) => name));
  const isThere = to.origin === from.origin && to.pathname === from.pathname;
  return isThere && method === sent.method && hidden.every(([name]) => names.has(name));
}

function fieldsOf({ method, url, body = '' }: Submission): [string, string][] {
  return [...(method === 'GET' ? new URL(url).searchParams : new URLSearchParams(body))];
}

/** The same form of another page, filled in in the same way; undefined when the page does not have it. */
export function filled(
  { html, url }: Pick<ShownPage, 'html' | 'url'>,
  decision: Decision,
): Filled | undefined {
  const [form, like] = [formsOf(html, url), formsOf(decision.page.html, decision.page.url)].map(
    (forms) => forms[decision.index],
  );
  const isSame = form?.method === like?.method && form?.hidden.length === like?.hidden.length;
  return form !== undefined && isSame ? { form, chosen: decision.chosen } : undefined;
}

/** What the browser sends when the page is answered. */
export function answered(
  page: Pick<ShownPage, 'html' | 'url'>,
  decision: Decision,
): Pick<VisitRequest, 'url' | 'method' | 'body' | 'headers'> | undefined {
  const form = filled(page, decision);
  if (form === undefined) return undefined;
  const { origin } = new URL(page.url);
  return submission(form, { origin, site: 'same-origin' });
}

/** @param from Where the form stands (Fetch Metadata Request Headers §2.3). */
export function submission(
  { form, chosen }: Filled,
  from: { origin: string; site: 'same-origin' | 'cross-site' },
  { method = form.method, hidden = form.hidden }: Partial<Form> = {},
): Pick<VisitRequest, 'url' | 'method' | 'body' | 'headers'> {
  const fields = new URLSearchParams([...hidden, ...chosen]).toString();
  const headers: VisitRequest['headers'] = [
    ['sec-fetch-site', from.site],
    ['referer', `${from.origin}/`],
  ];
  if (method === 'POST')
    return { url: form.action, method, body: fields, headers: [['origin', from.origin], ...headers] };
  const url = new URL(form.action);
  url.search = fields;
  return { url, method, headers };
}
