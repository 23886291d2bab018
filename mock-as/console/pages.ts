import type { TemplateName } from './render.ts';
import { clientsPage, keysPage, tokenDetail, tokensPage } from './inventory-pages.ts';
import { usersPage } from './people.ts';
import type { Scene } from './scene.ts';
import { faultsPage, settingsPage } from './staging-pages.ts';
import { reportExchangePage, suitePage } from './suite-page.ts';
import { exchangeDetail, flowPage, trafficPage } from './traffic-pages.ts';

/** A page before it is rendered. */
export interface Page {
  readonly title: string;
  readonly template: TemplateName;
  readonly data: object;
}

type Query = Readonly<Record<string, string | string[] | undefined>>;
type Found = Page | { readonly json: string } | undefined;

interface Entry {
  readonly path: string;
  readonly title: string;
  readonly template: TemplateName;
  data(scene: Scene, query: Query): object;
  isThere?(scene: Scene): boolean;
}

/** The pages of the navigation, in its order. */
const entries: readonly Entry[] = [
  {
    path: '/',
    title: 'Traffic',
    template: 'traffic',
    data: (scene, query) =>
      trafficPage(scene, { endpoint: one(query['endpoint']), client: one(query['client']) }),
  },
  {
    path: '/flow',
    title: 'Flow',
    template: 'flow',
    data: (scene, query) => flowPage(scene, one(query['client']) || undefined),
  },
  { path: '/clients', title: 'Clients', template: 'clients', data: clientsPage },
  { path: '/tokens', title: 'Tokens', template: 'tokens', data: tokensPage },
  { path: '/users', title: 'Users', template: 'users', data: usersPage },
  { path: '/keys', title: 'Keys', template: 'keys', data: keysPage },
  { path: '/faults', title: 'Outages and clock', template: 'faults', data: faultsPage },
  { path: '/settings', title: 'Settings', template: 'settings', data: settingsPage },
  {
    path: '/suite',
    title: 'Server suite',
    template: 'suite',
    data: suitePage,
    isThere: ({ suite }) => suite !== undefined,
  },
];

function one(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? value[0] : value) ?? '';
}

/** The links of the navigation. */
export function navigation(
  scene: Scene,
  path: string,
): { href: string; title: string; isCurrent: boolean }[] {
  return entries
    .filter((entry) => entry.isThere?.(scene) ?? true)
    .map((entry) => ({
      href: `/console${entry.path}`,
      title: entry.title,
      isCurrent: `/console${entry.path}` === path,
    }));
}

/** What stands at a path below the console; undefined when there is nothing. */
export function findPage(scene: Scene, path: string, query: Query): Found {
  const entry = entries.find((candidate) => candidate.path === path);
  if (entry !== undefined && (entry.isThere?.(scene) ?? true)) {
    return { title: entry.title, template: entry.template, data: entry.data(scene, query) };
  }
  const [, collection = '', id = ''] = path.split('/').map(decoded);
  const isRaw = one(query['raw']) === '1';
  switch (collection) {
    case 'exchanges':
      return exchangePage(scene, id, isRaw);
    case 'tokens':
      return tokenPage(scene, id, isRaw);
    case 'report':
      return evidencePage(scene, id);
    default:
      return id === '' ? jsonFile(scene, collection) : undefined;
  }
}

function exchangePage(scene: Scene, id: string, isRaw: boolean): Found {
  const exchange = scene.exchanges.find(id);
  if (exchange === undefined) return undefined;
  const title = `${exchange.raw.request.method} ${exchange.path}`;
  return { title, template: 'exchangeDetail', data: exchangeDetail(scene, exchange, isRaw) };
}

function tokenPage(scene: Scene, name: string, isRaw: boolean): Found {
  const token = scene.tokenNames.find(name);
  if (token === undefined) return undefined;
  return { title: 'Access token', template: 'tokenDetail', data: tokenDetail(scene, token, isRaw) };
}

function evidencePage({ suite }: Scene, id: string): Found {
  const exchange = suite?.latest()?.report?.exchanges.find((candidate) => candidate.id === id);
  if (exchange === undefined) return undefined;
  return { title: `Exchange ${id}`, template: 'reportExchange', data: reportExchangePage(exchange) };
}

function jsonFile({ mock, exchanges, redactor, suite }: Scene, name: string): Found {
  switch (name) {
    case 'state.json':
      return asJson(mock.state());
    case 'report.json': {
      const report = suite?.latest()?.report;
      return report === undefined ? undefined : asJson(report);
    }
    case 'traffic.json':
      return asJson(
        exchanges.list().map(({ id, from, to, clientId, raw }) => ({
          ...raw,
          id,
          from,
          to,
          ...(clientId === undefined ? {} : { clientId }),
          request: {
            ...raw.request,
            target: redactor.target(raw.request.target),
            headers: redactor.headers(raw.request.headers),
            body: redactor.body(raw.request.body),
          },
          ...(raw.response === undefined
            ? {}
            : {
                response: {
                  ...raw.response,
                  headers: redactor.headers(raw.response.headers),
                  body: redactor.body(raw.response.body),
                },
              }),
        })),
      );
    default:
      return undefined;
  }
}

const asJson = (value: unknown): { json: string } => ({ json: `${JSON.stringify(value, null, 2)}\n` });

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
