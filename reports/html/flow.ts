/** The flow that a run went through: who asked whom for what, as steps between parties. */
import type { Exchange, Report } from '../../harness/contract.ts';
import { roleName } from '../summary.ts';

export interface Step {
  exchange: Exchange;
  from: string;
  to: string;
  /** `POST /mcp tools/list`. */
  asked: string;
  /** `401 with a challenge`. */
  answered: string;
}

export interface Flow {
  /** Whose flow it is. */
  title: string;
  steps: Step[];
  /** Steps that are left out at the end. */
  omitted: number;
}

const LONGEST = 30;
const TOOL = 'This tool';
const BROWSER = 'Browser';
const CLIENT = 'MCP client';
const SERVER = 'MCP server';
const AUTHORIZATION_SERVER = 'Authorization server';

/** The one flow that shows best how the target works; `undefined` when nothing was sent. */
export function flowOf(report: Report): Flow | undefined {
  const chosen = chosenExchanges(report);
  const steps = chosen.exchanges.map((exchange) => stepOf(report, exchange));
  if (steps.length === 0) return undefined;
  return {
    title: chosen.title,
    steps: steps.slice(0, LONGEST),
    omitted: Math.max(steps.length - LONGEST, 0),
  };
}

function chosenExchanges(report: Report): { title: string; exchanges: Exchange[] } {
  const { role } = report.target;
  const gathered = report.exchanges.filter(({ by }) => by.startsWith('gather/'));
  if (role === 'server')
    return {
      title: 'How the MCP server is found and protected, as this run met it',
      exchanges: withoutRepeats(gathered.filter((exchange) => !isSecondInstance(report, exchange))),
    };
  if (role === 'client') {
    const [first] = report.exchanges;
    const scenario = report.exchanges.filter(({ by }) => by === first?.by);
    return {
      title: 'What the client did in the first scenario',
      exchanges: firstLaunch(withoutBothSides(scenario)),
    };
  }
  const metadata = gathered.filter(({ by }) => !by.endsWith('/registration'));
  return {
    title: 'From the metadata to a token, as one of the checks went through it',
    exchanges: withoutRepeats([...metadata, ...codeFlow(report.exchanges)]),
  };
}

/** The lab runs the server twice; what the second one answers would only repeat the first. */
function isSecondInstance({ target }: Report, { request }: Exchange): boolean {
  const [own, other] = [urlOf(target.url), urlOf(request.url)];
  if (own === undefined || other === undefined || own.origin === other.origin) return false;
  return other.pathname === own.pathname || other.pathname.includes('oauth-protected-resource');
}

function withoutRepeats(exchanges: Exchange[]): Exchange[] {
  const seen = new Set<string>();
  return exchanges.filter(({ request, response }) => {
    const key = `${request.method} ${request.url} ${rpcMethod(request.body)} ${response?.status ?? ''}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** The browser's request to the mock stands in the traffic of both. */
function withoutBothSides(exchanges: Exchange[]): Exchange[] {
  const byBrowser = new Set(
    exchanges.filter(({ via }) => via === 'harness').map(({ request }) => request.url),
  );
  return exchanges.filter(({ via, request }) => via === 'harness' || !byBrowser.has(request.url));
}

/** A scenario may launch the client more than once; each launch begins with the same request. */
function firstLaunch(exchanges: Exchange[]): Exchange[] {
  const [first] = exchanges;
  const isStart = ({ request, response }: Exchange) =>
    request.url === first?.request.url && request.body === first.request.body && response?.status === 401;
  const second = exchanges.findIndex((exchange, index) => index > 0 && isStart(exchange));
  return second === -1 ? exchanges : exchanges.slice(0, second);
}

/** The shortest authorization code flow that came to a token. */
function codeFlow(exchanges: Exchange[]): Exchange[] {
  const flows = new Map<string, Exchange[]>();
  for (const exchange of exchanges) {
    const flow = flows.get(exchange.by);
    if (flow) flow.push(exchange);
    else flows.set(exchange.by, [exchange]);
  }
  const complete = [...flows.values()].filter((flow) =>
    flow.some(
      ({ request, response }) => response?.status === 200 && grantOf(request.body) === 'authorization_code',
    ),
  );
  complete.sort((a, b) => a.length - b.length);
  return complete[0] ?? [];
}

function stepOf(report: Report, exchange: Exchange): Step {
  return { exchange, ...partiesOf(report, exchange), asked: asked(exchange), answered: answered(exchange) };
}

function partiesOf({ target }: Report, { via, request }: Exchange): { from: string; to: string } {
  const url = urlOf(request.url);
  if (target.role === 'client') {
    if (via === 'server') return { from: CLIENT, to: SERVER };
    if (via === 'mock-as') return { from: CLIENT, to: AUTHORIZATION_SERVER };
    const isAnswer = url?.searchParams.has('code') === true || url?.searchParams.has('error') === true;
    return { from: BROWSER, to: isAnswer ? CLIENT : AUTHORIZATION_SERVER };
  }
  const own = urlOf(target.url)?.origin === url?.origin;
  if (own) return { from: TOOL, to: capital(roleName(target.role)) };
  return {
    from: TOOL,
    to: looksLikeAuthorizationServer(url) ? AUTHORIZATION_SERVER : (url?.host ?? 'Elsewhere'),
  };
}

function looksLikeAuthorizationServer(url: URL | undefined): boolean {
  return /oauth|openid|authorize|token|register|jwks|login|consent/.test(url?.pathname ?? '');
}

/** Characters that stand between two life lines. */
const BREADTH = 42;

function asked({ request }: Exchange): string {
  const path = urlOf(request.url)?.pathname ?? request.url;
  const what = (rpcMethod(request.body) || grantOf(request.body)).slice(0, 28);
  const room = BREADTH - request.method.length - what.length;
  return [request.method.slice(0, 10), shorten(path, Math.max(room, 8)), what].filter(Boolean).join(' ');
}

function answered({ response, failure }: Exchange): string {
  if (response === undefined) return `no answer (${failure?.kind ?? 'unknown'})`;
  const fields = new Map(response.headers.map(([name, value]) => [name.toLowerCase(), value]));
  const location = fields.get('location');
  const note =
    location !== undefined
      ? ` to ${shorten(urlOf(location)?.pathname ?? location, 20)}${carried(location)}`
      : fields.has('www-authenticate')
        ? ' with a challenge'
        : /"access_token"/.test(response.body)
          ? ' with an access token'
          : '';
  return `${response.status}${note}`;
}

function carried(location: string): string {
  const parameters = urlOf(location)?.searchParams;
  if (parameters?.has('code') === true) return ' with a code';
  return parameters?.has('error') === true ? ' with an error' : '';
}

function rpcMethod(body = ''): string {
  return /"method"\s*:\s*"([^"]{1,60})"/.exec(body)?.[1] ?? '';
}

function grantOf(body = ''): string {
  return /(?:^|&)grant_type=([a-z_]{1,40})/.exec(body)?.[1] ?? '';
}

/** A path keeps its end, which tells more; that of a well-known document its beginning. */
function shorten(path: string, limit: number): string {
  if (path.length <= limit) return path;
  return path.startsWith('/.well-known/') ? `${path.slice(0, limit - 1)}…` : `…${path.slice(1 - limit)}`;
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function urlOf(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}
