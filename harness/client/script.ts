import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import type { Context, Middleware } from 'koa';
import type { Exchange, Json } from '../contract.ts';
import { peekBody } from './peek.ts';
import { bearerIn, kindOf, targetUrl, type StepKind } from './steps.ts';

/** A request of the client under test, as a rule of a scenario sees it. Raw. */
export interface LabRequest {
  kind: StepKind;
  via: Exchange['via'];
  method: string;
  url: URL;
  headers: IncomingMessage['headers'];
  body: string;
  /** The form of a token request, else the query. */
  parameters: URLSearchParams;
  /** The access token in the Authorization field. */
  token: string | undefined;
  /** Lets the honest server see a token that the client did not send. */
  lend: (token: string) => void;
  /** The JSON-RPC method of an MCP request. */
  rpc: string | undefined;
}

/** What is said in the place of the honest answer; `hang` takes the request and never answers, `reset` cuts it off. */
export type LabAnswer =
  | {
      status: number;
      headers?: Record<string, string | string[]>;
      json?: Json;
      html?: string;
      text?: string;
      stream?: Readable;
    }
  | 'hang'
  | 'reset';

/** The honest answer, to be changed before it goes out. */
export interface HonestAnswer {
  status: number;
  /** The body, where it is JSON; changed in place. */
  json: Record<string, Json>;
  /** Where a redirect leads; changed in place. */
  location: URL | undefined;
  setHeader(name: string, value: string): void;
  removeHeader(name: string): void;
  header(name: string): string;
}

/** Which requests a rule is about: those of a kind, or as a function says. */
export type Wanted = StepKind | ((request: LabRequest) => boolean);

export interface Script {
  /** Answers in place of the honest servers. The newest rule goes first; undefined leaves it to the next. */
  answer: (
    wanted: Wanted,
    answer: LabAnswer | ((request: LabRequest) => LabAnswer | undefined | Promise<LabAnswer | undefined>),
    options?: { times?: number },
  ) => () => void;
  /** Changes what the honest servers say. */
  change: (wanted: Wanted, change: (answer: HonestAnswer, request: LabRequest) => void) => () => void;
  /** Runs the rules around an honest server. */
  around(via: 'mock-as' | 'server'): Middleware;
}

interface Rule<Act> {
  wanted: Wanted;
  act: Act;
  left: number;
}
type Answering = (request: LabRequest) => LabAnswer | undefined | Promise<LabAnswer | undefined>;
type Changing = (answer: HonestAnswer, request: LabRequest) => void;

/** The MCP server's own requests bear it: no rule is about them. */
export const LAB_FIELD = 'x-mcp-conformance-lab';

/** What the client sent in the Authorization field, where the lab has put a token of its own there. */
export const SENT_FIELD = `${LAB_FIELD}-sent`;

/** The record leaves out what stands from the field of the lab on, and puts back what the client sent. */
function lend({ headers, rawHeaders }: IncomingMessage, token: string): void {
  const added = [LAB_FIELD, 'lent', 'Authorization', `Bearer ${token}`];
  for (let at = rawHeaders.length - 2; at >= 0; at -= 2) {
    if (rawHeaders[at]?.toLowerCase() !== 'authorization') continue;
    const [, sent = ''] = rawHeaders.splice(at, 2);
    added.push(SENT_FIELD, sent);
  }
  rawHeaders.push(...added);
  headers.authorization = `Bearer ${token}`;
}

/** What goes otherwise than honestly in one lab. */
export function createScript(endpoint: () => string): Script {
  const answers = new Set<Rule<Answering>>();
  const changes = new Set<Rule<Changing>>();
  const seen = new WeakMap<IncomingMessage, LabRequest>();

  const answered = async (ctx: Context, request: LabRequest): Promise<boolean> => {
    for (const rule of [...answers].reverse()) {
      if (rule.left <= 0 || !isWanted(rule.wanted, request)) continue;
      // Counted before it is known whether it answers, or requests side by side would all be the first.
      rule.left -= 1;
      const answer = await rule.act(request);
      if (answer === undefined) {
        rule.left += 1;
        continue;
      }
      give(ctx, answer);
      return true;
    }
    return false;
  };

  return {
    answer(wanted, answer, { times = Infinity } = {}) {
      const act = typeof answer === 'function' ? answer : () => answer;
      return add(answers, { wanted, act, left: times });
    },
    change: (wanted, change) => add(changes, { wanted, act: change, left: Infinity }),
    around: (via) => async (ctx, next) => {
      // The mock has two layers that both run this: the first answers, and whichever holds the honest answer is changed.
      if (LAB_FIELD in ctx.req.headers) {
        await next();
        return;
      }
      const before = seen.get(ctx.req);
      const request = before ?? (await readRequest(ctx, via, endpoint()));
      seen.set(ctx.req, request);
      if (before === undefined && (await answered(ctx, request))) return;
      await next();
      if (ctx.respond === false) return;
      for (const rule of changes) {
        if (isWanted(rule.wanted, request)) changeAnswer(ctx, (honest) => rule.act(honest, request));
      }
    },
  };
}

function add<Act>(rules: Set<Rule<Act>>, rule: Rule<Act>): () => void {
  rules.add(rule);
  return () => void rules.delete(rule);
}

function isWanted(wanted: Wanted, request: LabRequest): boolean {
  return typeof wanted === 'function' ? wanted(request) : wanted === request.kind;
}

async function readRequest(ctx: Context, via: Exchange['via'], endpoint: string): Promise<LabRequest> {
  const { method, headers } = ctx.req;
  const url = targetUrl(ctx.req.url ?? '/', `http://${headers.host ?? '127.0.0.1'}`);
  const body = await peekBody(ctx.req);
  const path = url.pathname;
  const kind = kindOf({ via, method: method ?? 'GET', path, endpoint, body });
  const isForm = /x-www-form-urlencoded/i.test(headers['content-type'] ?? '');
  return {
    kind,
    via,
    method: method ?? 'GET',
    url,
    headers,
    body,
    parameters: isForm ? new URLSearchParams(body) : url.searchParams,
    token: bearerIn([['authorization', headers.authorization ?? '']]),
    lend: (token) => lend(ctx.req, token),
    rpc: kind === 'mcp' ? /"method"\s*:\s*"([^"]+)"/.exec(body)?.[1] : undefined,
  };
}

function give(ctx: Context, answer: LabAnswer): void {
  if (answer === 'hang' || answer === 'reset') {
    ctx.respond = false;
    if (answer === 'reset') ctx.req.socket.resetAndDestroy();
    return;
  }
  const { status, headers = {}, json, html, text, stream } = answer;
  ctx.status = status;
  if (json !== undefined) {
    ctx.body = JSON.stringify(json);
    ctx.type = 'application/json';
  } else if (html !== undefined) {
    ctx.body = html;
    ctx.type = 'text/html';
  } else ctx.body = stream ?? text ?? '';
  for (const [name, value] of Object.entries(headers)) ctx.set(name, value);
}

function changeAnswer(ctx: Context, change: (answer: HonestAnswer) => void): void {
  const location = ctx.response.get('location');
  const honest: HonestAnswer = {
    status: ctx.status,
    json: jsonOf(ctx.body),
    location: URL.canParse(location) ? new URL(location) : undefined,
    setHeader: (name, value) => ctx.set(name, value),
    removeHeader: (name) => ctx.remove(name),
    header: (name) => ctx.response.get(name),
  };
  const before = JSON.stringify(honest.json);
  const beforeLocation = honest.location?.href;
  change(honest);
  if (honest.status !== ctx.status) ctx.status = honest.status;
  if (JSON.stringify(honest.json) !== before) {
    ctx.body = JSON.stringify(honest.json);
    ctx.type = 'application/json';
  }
  if (honest.location !== undefined && honest.location.href !== beforeLocation)
    ctx.set('Location', honest.location.href);
}

function jsonOf(body: unknown): Record<string, Json> {
  const text = typeof body === 'string' ? body : undefined;
  try {
    const value: unknown = text === undefined ? structuredClone(body) : JSON.parse(text);
    const isPlain =
      typeof value === 'object' && value !== null && !Array.isArray(value) && !Buffer.isBuffer(value);
    return isPlain ? (value as Record<string, Json>) : {};
  } catch {
    return {};
  }
}
