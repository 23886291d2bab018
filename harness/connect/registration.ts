import { dynamicClientRegistrationRequest, type AuthorizationServer } from 'oauth4webapi';
import type { CryptoKey } from 'jose';
import type { Reply } from '../http/recorder.ts';
import { isObject } from '../mcp/answer.ts';
import type { StepWriter } from './journal.ts';
import type { StoredClient } from '../oauth/memory.ts';
import { looksLike, outageOf, redirectUriOf, type Session } from './session.ts';
import { through } from './through.ts';
import type { AuthenticationMethod, RegistrationStrategy } from '../oauth/client-authentication.ts';

/** A client that the authorization server should know. */
export interface Client {
  id: string;
  strategy: RegistrationStrategy;
  method: AuthenticationMethod;
  redirectUri: string;
  secret?: string | undefined;
  key?: CryptoKey | undefined;
}

const WAYS = [
  'There are three ways: (1) register a client by hand and give --client-id, with --client-secret if it has one;',
  '(2) host a client metadata document and give --client-metadata-url, where the authorization server has client_id_metadata_document_supported;',
  '(3) let the authorization server offer a registration_endpoint (RFC 7591).',
].join(' ');

/**
 * Gets a client: given beforehand, by its metadata document, or registered, in the order of MCP 2025-11-25 «Client
 * Registration Approaches». A registration of an earlier run is used again; for a login only as long as it is not in doubt.
 *
 * @throws Halt
 */
export async function findClient(
  session: Session,
  server: AuthorizationServer,
  purpose: Purpose = 'login',
): Promise<Client> {
  const { journal, options } = session;
  const step = journal.begin(
    'registration',
    'Registration',
    'client.registration.priority',
    'client.registration.dcr-supported',
  );
  const strategy = options.registration ?? strategyFor(session, server);
  const client = await clientBy(session, step, { strategy, server, purpose });
  if (client === undefined) {
    throw step.incomplete({
      text: `There is no client to ask with: ${lackOf(strategy, server)}.`,
      cause: 'The authorization server takes only clients that it was told of.',
      fix: WAYS,
    });
  }
  step.note(`client_id = ${client.id}; authenticates by ${client.method}`);
  step.done();
  return client;
}

function strategyFor(
  { options, rules }: Session,
  server: AuthorizationServer,
): RegistrationStrategy | undefined {
  if (options.client !== undefined) return 'pre-registered';
  const takesDocuments = server['client_id_metadata_document_supported'] === true && rules >= '2025-11-25';
  if (takesDocuments && options.clientMetadataUrl !== undefined) return 'cimd';
  return server.registration_endpoint === undefined ? undefined : 'dcr';
}

function lackOf(strategy: RegistrationStrategy | undefined, server: AuthorizationServer): string {
  if (strategy === 'pre-registered') return 'no --client-id is given';
  if (strategy === 'cimd') return 'no --client-metadata-url is given';
  const documents = server['client_id_metadata_document_supported'] === true;
  return `the metadata offers no registration_endpoint${documents ? ', and no --client-metadata-url is given' : ' and takes no client metadata documents'}; no --client-id is given`;
}

/** What a client is wanted for. */
type Purpose = 'login' | 'refresh';

interface Wanted {
  strategy: RegistrationStrategy | undefined;
  server: AuthorizationServer;
  purpose: Purpose;
}

async function clientBy(
  session: Session,
  step: StepWriter,
  { strategy, server, purpose }: Wanted,
): Promise<Client | undefined> {
  const { options } = session;
  const redirectUri = redirectUriOf(session);
  if (strategy === 'pre-registered') return givenClient(session, step, server);
  if (strategy === 'cimd' && options.clientMetadataUrl !== undefined) {
    step.note('The URL of the client metadata document is the client_id; nothing is registered.');
    return { id: options.clientMetadataUrl, strategy, method: 'none', redirectUri };
  }
  if (strategy !== 'dcr' || server.registration_endpoint === undefined) return undefined;
  const stored = await storedClient(session, step, { server, purpose });
  if (stored !== undefined) return { ...stored, strategy, redirectUri };
  const registered = await register(session, step, server);
  await session.memory.keepClient(server.issuer, registered);
  return { ...registered, strategy };
}

async function storedClient(
  session: Session,
  step: StepWriter,
  { server: { issuer }, purpose }: Omit<Wanted, 'strategy'>,
): Promise<StoredClient | undefined> {
  const stored = session.memory.client(issuer);
  if (stored === undefined || !isUsable(stored, redirectUriOf(session))) return undefined;
  const { isDoubtful, ...client } = stored;
  if (isDoubtful === true && purpose === 'login') {
    step.note('The last login with the stored registration did not come back: a new one is made.');
    // The doubt is good for one attempt: where no registration can be had, the old one must not be lost.
    await session.memory.keepClient(issuer, client);
    return undefined;
  }
  step.note('Registered already; used again.');
  return client;
}

/**
 * A secret that has run out leads to a new registration before it fails (RFC 7591 §3.2.1). On loopback the port may be
 * another one at each run (RFC 8252 §7.3).
 */
function isUsable({ redirectUri, secretExpiresAt }: StoredClient, wanted: string): boolean {
  const isSame = withoutLoopbackPort(redirectUri) === withoutLoopbackPort(wanted);
  return isSame && (secretExpiresAt ?? Infinity) > Date.now() / 1_000;
}

function withoutLoopbackPort(uri: string): string {
  return uri.replace(/^(http:\/\/(?:127\.0\.0\.1|\[::1\])):\d+/, '$1');
}

function givenClient(session: Session, step: StepWriter, server: AuthorizationServer): Client | undefined {
  const { client } = session.options;
  if (client === undefined) return undefined;
  if (client.issuer !== undefined && client.issuer !== server.issuer) {
    throw step.incomplete({
      text: `The client ${client.id} belongs to ${client.issuer}, and the server sends its clients to ${server.issuer}: it is not tried there.`,
      cause: 'The MCP server has moved to another authorization server, or the wrong client was given.',
      fix: `Register a client at ${server.issuer} and give its --client-id and --client-issuer.`,
    });
  }
  step.note('Given by --client-id; nothing is registered.');
  const supported = server.token_endpoint_auth_methods_supported ?? [];
  return {
    id: client.id,
    strategy: 'pre-registered',
    method: client.method ?? methodFor({ key: client.key, secret: client.secret, supported }),
    redirectUri: redirectUriOf(session),
    secret: client.secret,
    key: client.key,
  };
}

/** How to authenticate with what is at hand; RFC 8414 §2: client_secret_basic where nothing is said. */
function methodFor(client: {
  key?: CryptoKey | undefined;
  secret?: string | undefined;
  supported: string[];
}): AuthenticationMethod {
  const { key, secret, supported } = client;
  if (key !== undefined) return 'private_key_jwt';
  if (secret === undefined) return 'none';
  if (supported.length === 0 || supported.includes('client_secret_basic')) return 'client_secret_basic';
  if (supported.includes('client_secret_post')) return 'client_secret_post';
  return supported.includes('none') ? 'none' : 'client_secret_basic';
}

/** What an MCP client says of itself (RFC 7591 §2; `application_type`: MCP 2026-07-28 «Application Type»). */
function metadataOf(session: Session, method: AuthenticationMethod) {
  const grants = ['authorization_code', 'refresh_token'];
  return {
    client_name: 'mcp-auth-conformance connect',
    redirect_uris: [redirectUriOf(session)],
    grant_types: grants,
    response_types: ['code'],
    token_endpoint_auth_method: method,
    application_type: 'native',
  };
}

async function register(
  session: Session,
  step: StepWriter,
  server: AuthorizationServer,
): Promise<StoredClient> {
  const supported = server.token_endpoint_auth_methods_supported ?? [];
  const wanted = ['none', 'client_secret_basic', 'client_secret_post'].find((one) =>
    supported.includes(one),
  ) as StoredClient['method'] | undefined;
  const metadata = metadataOf(session, wanted ?? 'none');
  step.note(`Registers as ${JSON.stringify(metadata)}`);
  const reply = await through(
    (outgoing) => session.send(step, outgoing),
    (options) => dynamicClientRegistrationRequest(server, metadata, options),
  );
  const answer = reply.json();
  const isSuccess = reply.status === 201 || reply.status === 200;
  if (!isSuccess || !isObject(answer)) throw refusal(step, reply, server);
  if (reply.status === 200) {
    step.warn({
      text: 'The registration was answered with 200 and not with 201.',
      requirement: 'authorization-server.registration.created-201',
    });
  }
  const { client_id: id, client_secret: secret, client_secret_expires_at: expires } = answer;
  if (typeof id !== 'string') {
    throw step.violation({
      text: 'The registration succeeded and the answer has no client_id.',
      requirement: 'authorization-server.registration.created-201',
    });
  }
  const given = typeof secret === 'string' ? secret : undefined;
  const { redactor } = session.recorder;
  if (given !== undefined) redactor.learn('client_secret', given);
  return {
    id,
    method: assignedMethod(answer['token_endpoint_auth_method'], { secret: given, supported }),
    redirectUri: redirectUriOf(session),
    ...(given === undefined ? {} : { secret: given }),
    ...(typeof expires === 'number' && expires > 0 ? { secretExpiresAt: expires } : {}),
  };
}

/** The method that was registered, which may be another than was asked for (RFC 7591 §3.2.1). */
function assignedMethod(
  named: unknown,
  at: { secret: string | undefined; supported: string[] },
): StoredClient['method'] {
  const known = ['none', 'client_secret_basic', 'client_secret_post'] as const;
  const method = known.find((one) => one === named) ?? methodFor(at);
  return method === 'private_key_jwt' ? 'none' : method;
}

function refusal(step: StepWriter, reply: Reply, server: AuthorizationServer) {
  const outage = outageOf(step, reply);
  if (outage !== undefined) return outage;
  const answer = reply.json();
  if (isObject(answer) && typeof answer['error'] === 'string') {
    const { error, error_description: description } = answer;
    return step.incomplete({
      text: `The registration was refused: ${error}${typeof description === 'string' ? ` (${description})` : ''}.`,
      cause: CAUSES[error] ?? 'The authorization server has a policy that this client does not meet.',
      fix: `Let it accept loopback redirect URIs and public clients, or use another way. ${WAYS}`,
    });
  }
  if (reply.status === 401 || reply.status === 403) {
    return step.incomplete({
      text: `The registration was refused with ${reply.status}.`,
      cause:
        'The registration endpoint wants an initial access token (RFC 7591 §3), which MCP clients do not have.',
      fix: `Open the endpoint, or use another way. ${WAYS}`,
    });
  }
  return step.violation({
    text: `${server.registration_endpoint ?? 'The registration endpoint'} answered the registration with ${looksLike(reply)}.`,
    requirement: 'authorization-server.registration.error-format',
    cause:
      'The metadata names an endpoint that is not there, or that a web application or a gateway answers.',
  });
}

const CAUSES: Record<string, string> = {
  invalid_redirect_uri: 'It does not accept the redirect URI on loopback.',
  invalid_client_metadata: 'It does not accept a member of the request, which is shown above.',
  invalid_software_statement: 'It wants a signed software statement.',
  unapproved_software_statement: 'It wants a signed software statement.',
};
