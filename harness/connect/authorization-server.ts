import type { AuthorizationServer } from 'oauth4webapi';
import type { Json } from '../contract.ts';
import { isLoopback } from '../http/loopback.ts';
import type { Reply } from '../http/recorder.ts';
import { isObject } from '../mcp/answer.ts';
import { MODERN } from '../mcp/revision.ts';
import { stringsOf } from '../oauth/discovery.ts';
import { authorizationServerMetadataUrls } from '../oauth/well-known.ts';
import type { StepWriter } from './journal.ts';
import type { Resource } from './resource.ts';
import { looksLike, outageOf, type Session } from './session.ts';

const ISS_ANNOUNCED = 'authorization_response_iss_parameter_supported';
const ENDPOINTS = ['authorization_endpoint', 'token_endpoint', 'registration_endpoint'] as const;

/**
 * Reads the metadata of the authorization server, at the candidates in the order of the revision (MCP «Authorization
 * Server Metadata Discovery»), and sees that a client may go by it (RFC 8414 §3.3).
 *
 * @throws Halt
 */
export async function findAuthorizationServer(
  session: Session,
  resource: Resource,
): Promise<AuthorizationServer> {
  const step = session.journal.begin(
    'authorization-server-metadata',
    'Authorization server metadata',
    'client.discovery.authorization-server-metadata-order',
    'client.discovery.rfc8414',
  );
  const document = await firstDocument(session, step, resource);
  if (document === undefined) {
    const server = defaultEndpoints(resource.issuer);
    step.warn({
      text: `There is no metadata at ${resource.issuer}. The default endpoints of 2025-03-26 are tried: /authorize, /token and /register.`,
      requirement: 'authorization-server.discovery.metadata-served',
    });
    step.done();
    return server;
  }
  const own = resource.isDescribed ? undefined : issuerBehind(document, resource.issuer);
  if (own !== undefined) return findBehind(session, step, own);
  judge(session, step, { document, issuer: resource.issuer });
  step.done();
  return trustedTypes(document);
}

/**
 * Many an MCP server of 2025-03-26 shows the metadata of its authorization server in place of its own. What a document says
 * of somebody else is not used (RFC 8414 §3.3), but whom it names may be asked.
 */
function issuerBehind({ issuer }: { [key: string]: Json }, origin: string): string | undefined {
  return typeof issuer === 'string' && issuer !== origin && URL.canParse(issuer) ? issuer : undefined;
}

async function findBehind(session: Session, step: StepWriter, issuer: string): Promise<AuthorizationServer> {
  step.warn({
    text: `The document at the MCP server is that of ${issuer}: it is looked for there, for it must be the one of the server that it was asked from.`,
    requirement: 'authorization-server.discovery.issuer-identical',
  });
  const behind = { issuer, isDescribed: true, identifier: issuer, scopes: [] };
  const document = await firstDocument(session, step, behind);
  if (document === undefined) throw new Error('A described one is found, or the attempt has ended.');
  judge(session, step, { document, issuer });
  step.done();
  return trustedTypes(document);
}

/** Lists that are none become empty, and only true is true, so that nobody trips over them later. */
function trustedTypes(document: { [key: string]: Json }): AuthorizationServer {
  const names = ['token_endpoint_auth_methods_supported', 'scopes_supported'];
  const lists = names
    .filter((name) => document[name] !== undefined)
    .map((name) => [name, stringsOf(document, name)] as const);
  return {
    ...document,
    ...Object.fromEntries(lists),
    [ISS_ANNOUNCED]: document[ISS_ANNOUNCED] === true,
  } as unknown as AuthorizationServer;
}

/** 2025-03-26 «Fallbacks for Servers without Metadata Discovery». */
function defaultEndpoints(issuer: string): AuthorizationServer {
  return {
    issuer,
    authorization_endpoint: new URL('/authorize', issuer).href,
    token_endpoint: new URL('/token', issuer).href,
    registration_endpoint: new URL('/register', issuer).href,
  };
}

async function firstDocument(
  session: Session,
  step: StepWriter,
  { issuer, isDescribed }: Resource,
): Promise<{ [key: string]: Json } | undefined> {
  step.note(`Issuer: ${issuer}`);
  if (!URL.canParse(issuer) || !/^https?:$/.test(new URL(issuer).protocol)) {
    throw step.violation({
      text: `authorization_servers names "${issuer}", which is no http or https URL.`,
      requirement: 'server.metadata.authorization-servers-issuer-form',
    });
  }
  const rulesBehind = session.rules === '2025-03-26' ? MODERN : session.rules;
  const replies: Reply[] = [];
  // Until 2025-06-18 there was one place only, and no path counted.
  const places = authorizationServerMetadataUrls(issuer, isDescribed ? rulesBehind : '2025-03-26');
  for (const url of places) {
    const headers: Record<string, string> = { accept: 'application/json' };
    if (!isDescribed || session.rules === '2025-03-26') headers['mcp-protocol-version'] = session.rules;
    const reply = await session.send(step, { url, headers, redirects: 3 });
    replies.push(reply);
    const value = reply.status === 200 ? reply.json() : undefined;
    const found = isObject(value) && typeof value['issuer'] === 'string' ? value : undefined;
    step.note(`${url} → ${found === undefined ? looksLike(reply) : 'found'}`);
    if (found !== undefined) return found;
  }
  const outage = replies.find(({ status }) => status === undefined || status >= 500);
  if (outage !== undefined) throw outageOf(step, outage) ?? new Error('An outage is one.');
  if (!isDescribed) return undefined;
  throw step.violation({
    text: `None of the ${replies.length} places holds metadata of ${issuer}.`,
    requirement: 'authorization-server.discovery.metadata-served',
    cause: replies.some((reply) => looksLike(reply).includes('HTML'))
      ? 'A web application answers there, not an authorization server: a wrong issuer, or a catch-all route before it.'
      : 'The issuer in authorization_servers is not spelled as the authorization server spells it, or a proxy hides /.well-known.',
  });
}

interface Found {
  document: { [key: string]: Json };
  issuer: string;
}

function judge(session: Session, step: StepWriter, { document, issuer }: Found): void {
  if (document['issuer'] !== issuer) {
    throw step.violation({
      text: `The document says issuer ${JSON.stringify(document['issuer'])}, and it was looked up for ${JSON.stringify(issuer)}: it must not be used.`,
      requirement: 'authorization-server.discovery.issuer-identical',
      cause: likelyDifference(textOf(document['issuer']), issuer),
    });
  }
  judgeEndpoints(session, step, document);
  const types = stringsOf(document, 'response_types_supported');
  if (!types.includes('code')) {
    step.warn({
      text: 'response_types_supported does not list code.',
      requirement: 'authorization-server.metadata.required-members',
    });
  }
  if (session.options.grant !== 'client-credentials') judgePkce(session, step, document);
  for (const name of ENDPOINTS) step.note(`${name} = ${textOf(document[name] ?? 'none')}`);
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}

function likelyDifference(said: string, wanted: string): string {
  const trimmed = (text: string) => text.replace(/\/$/, '');
  if (trimmed(said) === trimmed(wanted))
    return 'A slash at the end is one too many, or missing: both must be the same string, letter for letter.';
  return 'The server names an alias, a custom domain or another tenant than the authorization server calls itself.';
}

function judgeEndpoints(session: Session, step: StepWriter, document: { [key: string]: Json }): void {
  const needed = session.options.grant === 'client-credentials' ? ['token_endpoint'] : ENDPOINTS.slice(0, 2);
  for (const name of ENDPOINTS) {
    const value = document[name];
    if (value === undefined && !needed.includes(name)) continue;
    const url = typeof value === 'string' && URL.canParse(value) ? new URL(value) : undefined;
    if (url === undefined) {
      throw step.violation({
        text: `${name} is ${JSON.stringify(value ?? null)} and not a URL.`,
        requirement: 'authorization-server.metadata.required-members',
      });
    }
    // Also what a browser would be opened with (MCP 2026-07-28 security considerations): no javascript:, no file:.
    const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
    if (!isSafe) {
      throw step.violation({
        text: `${name} is ${url.href}: neither https nor on loopback, and nothing is sent there.`,
        requirement: 'authorization-server.metadata.endpoints-https',
      });
    }
  }
}

/** MCP 2025-11-25 «Authorization Code Protection»: without S256 in the metadata a client must not go on. */
function judgePkce({ rules }: Session, step: StepWriter, document: { [key: string]: Json }): void {
  const methods = stringsOf(document, 'code_challenge_methods_supported');
  if (methods.includes('S256')) return step.note('code_challenge_methods_supported has S256');
  const said = document['code_challenge_methods_supported'];
  const finding = {
    text: `code_challenge_methods_supported is ${said === undefined ? 'missing' : JSON.stringify(said)}: PKCE with S256 is not announced.`,
    requirement: 'authorization-server.metadata.pkce-advertised',
  };
  if (rules < '2025-11-25') return step.warn(finding);
  throw step.violation({
    ...finding,
    cause:
      'An old version or a switched-off setting; clients from 2025-11-25 on must stop here, even where PKCE works.',
  });
}
