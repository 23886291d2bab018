import type { Exchange, HeaderLine, Revision, Situation } from '../contract.ts';
import type { Outgoing, Reply } from '../http/recorder.ts';
import { openBrowser, type Browser } from '../oauth/browser.ts';
import { visit, type Visit, type VisitRequest } from '../oauth/visit.ts';
import { inconclusive, notApplicable, untested } from '../signals.ts';
import { authenticate, type Client } from './client.ts';
import { createClients, NO_DOCUMENTS, type ClientOptions, type Clients } from './clients.ts';
import type { DocumentHost } from './documents.ts';
import {
  authorizationOf,
  authorizationRequest,
  bent,
  grantOf,
  type Authorization,
  type AuthorizeOptions,
  type Bend,
  type Grant,
  type Ordinary,
} from './flow.ts';
import type { AuthorizationServerGathered } from './gather.ts';
import { issuedIn, noteIssued } from './issued.ts';
import { noCode } from './no-code.ts';
import { ordinaryRequest } from './ordinary.ts';
import type { AuthorizationServerTarget } from './target.ts';

/** Endpoints that metadata names. */
export type EndpointName =
  | 'authorization_endpoint'
  | 'token_endpoint'
  | 'registration_endpoint'
  | 'revocation_endpoint'
  | 'introspection_endpoint'
  | 'jwks_uri';

/** What a check of the role `authorization-server` may do. */
export interface AuthorizationServerContext {
  readonly issuer: string;
  readonly revision: Revision;
  readonly situation: Situation;
  readonly target: AuthorizationServerTarget;
  readonly gathered: AuthorizationServerGathered;
  /** Sends any HTTP request. */
  send(outgoing: Outgoing): Promise<Exchange>;
  /** `send` with the raw reply at hand: for acting on and for facts, never for evidence. */
  raw(outgoing: Outgoing): Promise<Reply>;
  /** An endpoint of the metadata. @throws Stop (not applicable) when it is not named. */
  endpoint(name: EndpointName): Promise<string>;
  /** A registration request, whatever comes of it. What it makes is deleted again where RFC 7592 lets it. */
  register: Clients['register'];
  /** The client of this check; a further one each time that options are given. @throws Stop when there can be none. */
  client(options?: ClientOptions): Promise<Client>;
  /** Deletes the registration of a client (RFC 7592 §2.3). @throws Stop (untested) when there is no way to. */
  deleteClient: Clients['deleteClient'];
  /** A resource that it should know. @throws Stop (untested) when none is known. */
  resource(): Promise<string>;
  /** The scopes that an ordinary authorization asks for; undefined asks for none in particular. */
  scope(): Promise<string | undefined>;
  /** An authorization request, whatever comes of it. */
  authorize(options?: AuthorizeOptions): Promise<Authorization>;
  /** The same as a request that is yet to be made, in a browser of one's own. */
  authorizationRequest(options: Pick<AuthorizeOptions, 'client' | 'parameters'>): Promise<VisitRequest>;
  /** Such a request gone through with a login. @throws Stop (untested) without one that shows pages. */
  logIn(request: VisitRequest): Promise<Visit>;
  /** A browser without cookies. */
  browser(): Browser;
  /** The same where a code is needed. @throws Stop when none comes: untested at a login page. */
  code(options?: AuthorizeOptions): Promise<Authorization & { code: string }>;
  /** A request of the token endpoint by a client, whatever comes of it. */
  token(client: Client, form: Bend, headers?: HeaderLine[]): Promise<Reply>;
  /** Redeems a code (OAuth 2.1 §4.1.3). */
  redeem(authorization: Authorization, bend?: Bend, client?: Client): Promise<Reply>;
  /** A whole flow, to its tokens. @throws Stop when it ends early. */
  grant(options?: AuthorizeOptions): Promise<Grant>;
  /** Uses a refresh token (OAuth 2.1 §4.3). @throws Stop (not applicable) when the grant has none. */
  refresh(grant: Grant, bend?: Bend): Promise<Reply>;
  /** Where documents of clients can be published. @throws Stop (untested) when there is no such place. */
  documents(): DocumentHost;
}

/** A context for one check, and the function that puts right what the check has left behind. */
export function createContext(
  by: string,
  { target, gathered }: { target: AuthorizationServerTarget; gathered: AuthorizationServerGathered },
): { context: AuthorizationServerContext; restore: () => Promise<void> } {
  const { recorder, timeoutMs } = target;
  const sending = (as: string) => async (outgoing: Outgoing) =>
    noteIssued(gathered, await recorder.send({ timeoutMs, ...outgoing }, as));
  const raw = sending(by);
  const clients = createClients(target, gathered, raw);
  let own: Promise<Client> | undefined;

  const endpoint = async (name: EndpointName) => {
    const url = (await gathered.metadata()).document[name];
    if (typeof url !== 'string' || !URL.canParse(url))
      throw notApplicable(`The metadata names no ${name}.`, [(await gathered.metadata()).exchange.id]);
    return url;
  };
  const ask = async (client: Client, asked: Ordinary, options: AuthorizeOptions, send = raw) => {
    const { sent, verifier } = await authorizationRequest(client, asked, options.parameters ?? {});
    const request = visitRequest(await endpoint('authorization_endpoint'), sent, client, options);
    const seen = await visit(request, send);
    const isPage = seen.end === 'page' && (seen.reply.status ?? 0) < 300;
    const { login } = target;
    const further = isPage && login !== undefined && options.login !== false;
    const whole = further ? await login.visit(request, by) : seen;
    const authorization = authorizationOf(whole, { client, sent, verifier });
    if (authorization.code !== undefined) issuedIn(gathered).codes.push(authorization.code);
    return authorization;
  };
  const ordinary = () =>
    ordinaryRequest(target, gathered, async (asked) =>
      ask(await context.client(), asked, { login: false }, sending('gather/ordinary-request')),
    );
  const context: AuthorizationServerContext = {
    issuer: target.issuer,
    revision: target.revision,
    situation: target.situation,
    target,
    gathered,
    raw,
    send: async (outgoing) => (await raw(outgoing)).exchange,
    endpoint,
    register: clients.register,
    deleteClient: clients.deleteClient,
    client: (options) => (options === undefined ? (own ??= clients.client()) : clients.client(options)),
    resource: async () => {
      const [first] = await gathered.resources();
      if (first === undefined)
        throw untested('Needs a resource that the authorization server knows: give --resource.');
      return first;
    },
    scope: async () => (await ordinary()).scope,
    async authorize(options = {}) {
      const client = options.client ?? (await context.client());
      return ask(client, await ordinary(), options);
    },
    async authorizationRequest({ client: given, parameters = {} }) {
      const client = given ?? (await context.client());
      const { sent } = await authorizationRequest(client, await ordinary(), parameters);
      return visitRequest(await endpoint('authorization_endpoint'), sent, client, {});
    },
    logIn: async (request) => {
      const { login } = target;
      if (login?.showsPages !== true) throw untested(NEEDS_SCRIPT);
      return login.visit(request, by);
    },
    browser: () => openBrowser(raw),
    async code(options) {
      const authorization = await context.authorize(options);
      const { code } = authorization;
      if (code === undefined) throw noCode(authorization);
      return { ...authorization, code };
    },
    async token(client, form, headers = []) {
      const url = await endpoint('token_endpoint');
      const own = await authenticate(client, { issuer: target.issuer, tokenEndpoint: url });
      const body = bent(Object.fromEntries(own.form), form).toString();
      const lines: HeaderLine[] = [
        ['content-type', 'application/x-www-form-urlencoded'],
        ['accept', 'application/json'],
      ];
      return raw({ method: 'POST', url, headers: [...lines, ...own.headers, ...headers], body });
    },
    redeem: ({ client, code, verifier, sent }, bend = {}, by = client) => {
      const good: Bend = {
        grant_type: 'authorization_code',
        code,
        code_verifier: verifier,
        redirect_uri: sent.get('redirect_uri') ?? undefined,
        resource: sent.getAll('resource'),
      };
      return context.token(by, { ...good, ...bend });
    },
    async grant(options) {
      const authorization = await context.code(options);
      const reply = await context.redeem(authorization);
      const grant = grantOf(authorization, reply);
      if (grant === undefined) {
        const what = reply.status === undefined ? 'was not answered' : `was answered ${reply.status}`;
        throw inconclusive(`A good code was not redeemed: the token request ${what}.`, [reply.exchange.id]);
      }
      return grant;
    },
    refresh: async ({ client, refreshToken, authorization: { sent } }, bend = {}) => {
      if (refreshToken === undefined) throw notApplicable('It issued no refresh token to the test client.');
      const good: Bend = {
        grant_type: 'refresh_token',
        refresh_token: refreshToken,
        resource: sent.getAll('resource'),
      };
      return context.token(client, { ...good, ...bend });
    },
    documents: () => {
      if (target.documents === undefined) throw untested(NO_DOCUMENTS);
      return target.documents;
    },
  };
  return { context, restore: clients.forget };
}

const NEEDS_SCRIPT =
  'Needs to get through pages: give --login with a script, which goes there as a person would.';

function visitRequest(
  endpoint: string,
  sent: URLSearchParams,
  client: Client,
  { headers = [], method = 'GET' }: AuthorizeOptions,
): VisitRequest {
  const redirectUris = [...sent.getAll('redirect_uri'), client.redirectUri];
  const common = { redirectUris, headers, method };
  if (method === 'POST') return { ...common, url: endpoint, body: sent.toString() };
  const url = new URL(endpoint);
  // OAuth 2.1 §3.1: a query of the endpoint's own is kept.
  for (const [name, value] of sent) url.searchParams.append(name, value);
  return { ...common, url };
}
