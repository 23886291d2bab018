import { randomBytes } from 'node:crypto';
import type { Exchange } from '../contract.ts';
import type { Outgoing, Reply } from '../http/recorder.ts';
import { isObject } from '../mcp/answer.ts';
import { stringsOf } from '../oauth/discovery.ts';
import { REDIRECT_URI } from '../oauth/redirect-uri.ts';
import { inconclusive, notApplicable, Stop, untested } from '../signals.ts';
import type { Client } from './client.ts';
import type { AuthorizationServerGathered } from './gather.ts';
import type { AuthenticationMethod, RegistrationStrategy } from '../oauth/client-authentication.ts';
import type { AuthorizationServerTarget } from './target.ts';

export interface ClientOptions {
  /** Members of the registration request or of the client's document; undefined leaves one out. */
  metadata?: Record<string, unknown>;
  /** How the client is to authenticate at the token endpoint; as a public client where that is possible. */
  method?: AuthenticationMethod;
}

/** Makes clients known, and has those forgotten again that a check has made. */
export interface Clients {
  /** A registration request (RFC 7591 §3.1), whatever comes of it; a raw body may be given instead. */
  register: (metadata: Record<string, unknown> | string, headers?: Outgoing['headers']) => Promise<Reply>;
  /** A client that can be used. */
  client(options?: ClientOptions): Promise<Client>;
  /** Deletes the registration of a client (RFC 7592 §2.3). @throws Stop (untested) when there is no way to. */
  deleteClient: (client: Client) => Promise<Exchange>;
  /** Deletes what was registered, where RFC 7592 lets it. */
  forget: () => Promise<void>;
}

type Send = (outgoing: Outgoing) => Promise<Reply>;

const WAYS =
  'Give --client-id (and --client-secret) of a client that is registered there, or let one be registered: --login auto, browser or script, or --intrusive.';

const NO_REGISTRATION =
  'No client at hand, and it offers no registration. Register one by hand and give --client-id, --client-secret and --redirect-uri; or switch on dynamic registration there, or client ID metadata documents and give --document-host.';

const FURTHER =
  'Needs a client beside the given one, or one with other metadata, and the authorization server offers no registration.';

/** RFC 7591 §3: a server may want an initial access token. */
export const PROTECTED = 'It registers nobody who has no initial access token, and this tool has none.';

export function createClients(
  target: AuthorizationServerTarget,
  gathered: Pick<AuthorizationServerGathered, 'metadata'> &
    Partial<Pick<AuthorizationServerGathered, 'registration'>>,
  send: Send,
): Clients {
  const made: Managed[] = [];

  const register: Clients['register'] = async (metadata, headers = []) => {
    const endpoint = (await gathered.metadata()).document['registration_endpoint'];
    if (typeof endpoint !== 'string') throw notApplicable('The metadata names no registration_endpoint.');
    if (!target.mayRegister) throw untested(`Registers a client, which changes the target. ${WAYS}`);
    const reply = await send({
      method: 'POST',
      url: endpoint,
      headers: [['content-type', 'application/json'], ['accept', 'application/json'], ...linesOf(headers)],
      body: typeof metadata === 'string' ? metadata : JSON.stringify(metadata),
    });
    const answer = reply.json();
    if (isObject(answer)) {
      const { registration_access_token: token } = answer;
      if (typeof token === 'string') target.recorder.redactor.learn('registration_access_token', token);
      const managed = managementOf(answer);
      if (managed !== undefined) made.push(managed);
    }
    return reply;
  };

  const remove = ({ url, token }: Managed) =>
    send({ method: 'DELETE', url, headers: { authorization: `Bearer ${token}` } });

  const byRegistration = async ({ metadata = {}, method }: ClientOptions): Promise<Client> => {
    const { document } = await gathered.metadata();
    const wanted =
      method ?? publicWherePossible(stringsOf(document, 'token_endpoint_auth_methods_supported'));
    const request = { ...clientMetadata(redirectUriOf(target), wanted), ...metadata };
    const reply = await registerSimply(request);
    if (method !== undefined && reply.status === 400) throw notOfThatKind(method, reply);
    return registered(target, request, reply);
  };

  /** Once more without what not every server knows: that it refuses that is for another check to tell. */
  const registerSimply = async (request: Record<string, unknown>): Promise<Reply> => {
    const reply = await register(request);
    if (reply.status !== 400 || request['application_type'] === undefined) return reply;
    // What is undefined is not sent.
    return register({ ...request, application_type: undefined });
  };

  /** Where no further one may be registered, a limit being reached say, what the run registered first has to do. */
  const ownOrShared = async (): Promise<Client> => {
    const shared = gathered.registration?.().catch(() => undefined);
    return byRegistration({}).catch(async (error: unknown) => {
      const made = error instanceof Stop && error.outcome === 'inconclusive' ? await shared : undefined;
      if (made?.reply.status === undefined || made.reply.status >= 300) throw error;
      return registered(target, made.request, made.reply);
    });
  };

  const byDocument = ({ metadata = {} }: ClientOptions): Client => {
    if (target.documents === undefined) throw untested(NO_DOCUMENTS);
    const common = clientMetadata(redirectUriOf(target), 'none');
    const { url } = target.documents.publish((own) => ({ client_id: own, ...common, ...metadata }));
    return { id: url, strategy: 'cimd', method: 'none', redirectUri: redirectUriOf(target) };
  };

  return {
    register,
    async client(wanted) {
      const isOwn = wanted === undefined;
      const options = wanted ?? {};
      const isPlain = options.metadata === undefined && options.method === undefined;
      const { document } = await gathered.metadata();
      const strategy = strategyFor(target, document, isPlain);
      if (strategy === undefined) throw untested(target.client === undefined ? NO_REGISTRATION : FURTHER);
      if (strategy === 'pre-registered' && target.client !== undefined) return given(target);
      if (strategy === 'cimd') return byDocument(options);
      return isOwn ? ownOrShared() : byRegistration(options);
    },
    async deleteClient({ registration }) {
      const managed = managementOf(registration?.response ?? {});
      if (managed === undefined) throw untested(NO_MANAGEMENT);
      const { exchange, status } = await remove(managed);
      const index = made.findIndex(({ url }) => url === managed.url);
      if (index !== -1) made.splice(index, 1);
      // RFC 7592 §2.3: 204; §2.3 also lets a server not support it, with 405.
      if (status !== undefined && status >= 300) throw untested(NO_MANAGEMENT, [exchange.id]);
      return exchange;
    },
    async forget() {
      await Promise.all(made.splice(0).map(remove));
    },
  };
}

/** Where a client manages its registration, and with what. */
interface Managed {
  url: string;
  token: string;
}

/** RFC 7592 §3. */
function managementOf(response: { [member: string]: unknown }): Managed | undefined {
  const { registration_client_uri: url, registration_access_token: token } = response;
  const isThere = typeof url === 'string' && typeof token === 'string' && URL.canParse(url);
  return isThere ? { url, token } : undefined;
}

export const NO_MANAGEMENT =
  'Needs to delete a client: switch on the management of registrations by clients (RFC 7592) at the authorization server.';

export const NO_DOCUMENTS =
  'Needs a place for client documents that the authorization server can read: give --document-host.';

/** MCP 2025-11-25 «Client Registration Approaches»: pre-registered, then a document, then registration. */
function strategyFor(
  { client, documents, strategy, revision }: AuthorizationServerTarget,
  metadata: Record<string, unknown>,
  isPlain: boolean,
): RegistrationStrategy | undefined {
  if (strategy !== undefined && isPlain) return strategy;
  if (client !== undefined && isPlain) return 'pre-registered';
  const takesDocuments =
    metadata['client_id_metadata_document_supported'] === true && revision >= '2025-11-25';
  const registers = typeof metadata['registration_endpoint'] === 'string';
  if (takesDocuments && documents !== undefined && (isPlain || !registers)) return 'cimd';
  return registers ? 'dcr' : undefined;
}

function given({ client, ...target }: AuthorizationServerTarget): Client {
  if (client === undefined) throw untested(`No client at hand. ${WAYS}`);
  const { id, secret, method = secret === undefined ? 'none' : 'client_secret_basic' } = client;
  return {
    id,
    strategy: 'pre-registered',
    method,
    redirectUri: redirectUriOf({ ...target, client }),
    ...(secret === undefined ? {} : { secret }),
  };
}

/** The client of a registration. @throws Stop when nothing came of it. */
function registered(
  target: AuthorizationServerTarget,
  request: ReturnType<typeof clientMetadata>,
  reply: Reply,
): Client {
  const response = reply.json();
  if ((reply.status !== 201 && reply.status !== 200) || !isObject(response)) throw refused(reply);
  const { client_id: id, client_secret: secret, token_endpoint_auth_method: given } = response;
  if (typeof id !== 'string') throw refused(reply);
  return {
    id,
    strategy: 'dcr',
    method: methodOf(given, typeof secret === 'string', request.token_endpoint_auth_method),
    redirectUri: firstRedirectUri(request) ?? redirectUriOf(target),
    ...(typeof secret === 'string' ? { secret } : {}),
    registration: { exchange: reply.exchange, response },
  };
}

export function redirectUriOf({
  client,
  login,
}: Pick<AuthorizationServerTarget, 'client' | 'login'>): string {
  return client?.redirectUri ?? login?.redirectUri ?? REDIRECT_URI;
}

/** No other client has it: a server may keep a name for one only. */
export function testClientName(): string {
  return `mcp-auth-conformance ${randomBytes(4).toString('hex')} (a test client; may be deleted)`;
}

/** What an MCP client says of itself (RFC 7591 §2; `application_type`: MCP 2026-07-28 «Application Type»). */
export function clientMetadata(redirectUri: string, method: AuthenticationMethod) {
  return {
    client_name: testClientName(),
    redirect_uris: [redirectUri],
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    token_endpoint_auth_method: method,
    application_type: 'native',
  };
}

/** An absent member says nothing of public clients; they are tried then. */
export function publicWherePossible(supported: string[]): AuthenticationMethod {
  if (supported.length === 0 || supported.includes('none')) return 'none';
  return supported.includes('client_secret_basic') ? 'client_secret_basic' : 'client_secret_post';
}

function methodOf(given: unknown, hasSecret: boolean, wanted: AuthenticationMethod): AuthenticationMethod {
  const known: AuthenticationMethod[] = [
    'none',
    'client_secret_basic',
    'client_secret_post',
    'private_key_jwt',
  ];
  const named = known.find((method) => method === given);
  // RFC 7591 §2: client_secret_basic where nothing is said.
  return named ?? (hasSecret && wanted === 'none' ? 'client_secret_basic' : wanted);
}

function firstRedirectUri({ redirect_uris: uris }: Record<string, unknown>): string | undefined {
  const first: unknown = Array.isArray(uris) ? uris[0] : undefined;
  return typeof first === 'string' ? first : undefined;
}

function refused({ exchange, status }: Reply): Stop {
  if (status === 401 || status === 403) return untested(`${PROTECTED} ${WAYS}`, [exchange.id]);
  const what = status === undefined ? 'was not answered' : `was answered ${status}`;
  return inconclusive(`No client could be registered: the registration request ${what}.`, [exchange.id]);
}

/** A server may register clients of one kind only. */
function notOfThatKind(method: AuthenticationMethod, { exchange }: Reply): Stop {
  return untested(`Needs a client that authenticates by ${method}, and none could be registered (400).`, [
    exchange.id,
  ]);
}

function linesOf(headers: NonNullable<Outgoing['headers']>) {
  return Array.isArray(headers) ? headers : Object.entries(headers);
}
