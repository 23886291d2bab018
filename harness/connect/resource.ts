import type { Json } from '../contract.ts';
import { parameter, type Challenge } from '../http/challenge.ts';
import type { Reply } from '../http/recorder.ts';
import { isObject } from '../mcp/answer.ts';
import { stringsOf } from '../oauth/discovery.ts';
import { protectedResourceMetadataUrls } from '../oauth/well-known.ts';
import type { StepWriter } from './journal.ts';
import { looksLike, outageOf, type Session } from './session.ts';

/** What the client goes by from here on. */
export interface Resource {
  /** The value of `resource` parameters, byte for byte as the metadata has it. */
  identifier: string;
  /** The issuer that tokens come from. */
  issuer: string;
  scopes: string[];
  /** False where there is no metadata and the way of 2025-03-26 is tried: the server's origin is the issuer. */
  isDescribed: boolean;
}

const LAYER = 'protected-resource-metadata';
const MOST_REDIRECTS = 3;

/**
 * Finds out from the protected resource metadata what to ask whom for: the URL of the challenge, else the well-known
 * ones (RFC 9728 §5.1, §3.1; MCP «Protected Resource Metadata Discovery Requirements»).
 *
 * @throws Halt
 */
export async function findResource(session: Session, challenge: Challenge | undefined): Promise<Resource> {
  if (session.rules === '2025-03-26') return originAsIssuer(session);
  const step = session.journal.begin(
    LAYER,
    'Protected resource metadata',
    'client.discovery.use-header-url',
    'client.discovery.use-prm',
  );
  const named = challenge === undefined ? undefined : parameter(challenge, 'resource_metadata');
  const document =
    named === undefined ? await atWellKnown(session, step) : await atNamed(session, step, named);
  if (document === undefined) {
    step.done();
    return originAsIssuer(session);
  }
  const resource = readDocument(session, step, document);
  step.done();
  return resource;
}

/** 2025-03-26 «Authorization Base URL»: the MCP server's own origin. */
function originAsIssuer({ url }: Session): Resource {
  return { identifier: url.href, issuer: url.origin, scopes: [], isDescribed: false };
}

async function get(session: Session, step: StepWriter, url: string): Promise<Reply> {
  const headers = { accept: 'application/json' };
  const reply = await session.send(step, { url, headers, redirects: MOST_REDIRECTS });
  const downgraded = [...reply.hops, reply.exchange].some(
    ({ request }) => url.startsWith('https:') && request.url.startsWith('http:'),
  );
  if (downgraded)
    throw step.violation({
      text: `${url} redirects from https to http.`,
      fix: 'Serve the document by https where it is asked for.',
    });
  return reply;
}

function documentIn(reply: Reply): { [key: string]: Json } | undefined {
  const value = reply.status === 200 ? reply.json() : undefined;
  return isObject(value) ? value : undefined;
}

async function atNamed(session: Session, step: StepWriter, named: string) {
  step.note(`The challenge names it: ${named}`);
  if (!URL.canParse(named) || !/^https?:$/.test(new URL(named).protocol)) {
    throw step.violation({
      text: `resource_metadata is "${named}", which is no absolute http or https URL.`,
      requirement: 'server.challenge.resource-metadata-absolute-url',
    });
  }
  const reply = await get(session, step, named);
  const document = documentIn(reply);
  if (document !== undefined) return document;
  throw (
    outageOf(step, reply) ??
    step.violation({
      text: `The document that the challenge names is not there: ${looksLike(reply)}.`,
      requirement: 'server.challenge.resource-metadata-dereferenceable',
      cause: 'The URL in resource_metadata and the route that serves the document do not agree.',
    })
  );
}

async function atWellKnown(session: Session, step: StepWriter) {
  step.note('The challenge names none: the well-known places are tried in order.');
  const replies: Reply[] = [];
  for (const url of protectedResourceMetadataUrls(session.url)) {
    const reply = await get(session, step, url);
    replies.push(reply);
    const document = documentIn(reply);
    step.note(`${url} → ${document === undefined ? looksLike(reply) : 'found'}`);
    if (document !== undefined) return document;
  }
  const last = replies.at(-1);
  // A 4xx says that nothing is there, a 5xx does not.
  const outage = replies.every(({ status }) => status === undefined || status >= 500);
  if (outage && last !== undefined) throw outageOf(step, last) ?? new Error('An outage is one.');
  step.warn({
    text: 'There is no protected resource metadata. As for a server of 2025-03-26, its own origin is tried as the authorization server.',
    requirement: 'server.discovery.prm-implemented',
  });
  return undefined;
}

function readDocument(session: Session, step: StepWriter, document: { [key: string]: Json }): Resource {
  const { resource, authorization_servers: listed } = document;
  if (typeof resource !== 'string') {
    throw step.violation({
      text: 'The document has no resource.',
      requirement: 'server.metadata.resource-present',
    });
  }
  judgeResource(session, step, resource);
  const issuers = stringsOf(document, 'authorization_servers');
  const [issuer] = issuers;
  if (issuer === undefined) {
    throw step.violation({
      text: `The document names no authorization server: authorization_servers is ${JSON.stringify(listed ?? null)}.`,
      requirement: 'server.metadata.authorization-servers-present',
    });
  }
  const scopes = stringsOf(document, 'scopes_supported');
  step.note(`resource = ${resource}`);
  step.note(
    `authorization_servers = ${issuers.join(', ')}${issuers.length > 1 ? '; the first is taken' : ''}`,
  );
  if (scopes.length > 0) step.note(`scopes_supported = ${scopes.join(' ')}`);
  return { identifier: resource, issuer, scopes, isDescribed: true };
}

/** RFC 9728 §3.3: a document about another resource must not be used. Clients take a parent path. */
function judgeResource({ url }: Session, step: StepWriter, resource: string): void {
  const relation = relationOf(resource, url);
  const requirement = 'server.metadata.resource-matches-endpoint';
  if (relation === 'foreign') {
    throw step.violation({
      text: `The document is about ${resource}, and ${url.href} was called: it must not be used.`,
      requirement,
      cause:
        resource === `${url.href}/`
          ? 'A slash at the end is one too many: both must be the same string, letter for letter. Some clients overlook it, others stop here.'
          : 'resource is made of an internal address, another environment, or another host name than clients use.',
    });
  }
  if (relation === 'parent') {
    step.warn({
      text: `The document is about ${resource}, a parent of ${url.href}: many clients take that, the letter of RFC 9728 does not.`,
      requirement,
    });
  }
  if (resource.includes('#')) {
    throw step.violation({
      text: `resource has a fragment: ${resource}`,
      requirement: 'server.metadata.resource-https-no-fragment',
    });
  }
}

/** How a resource identifier relates to the endpoint that was called. With a slash more at its end it is another one. */
export function relationOf(resource: string, endpoint: URL): 'same' | 'parent' | 'foreign' {
  if (!URL.canParse(resource)) return 'foreign';
  const { origin, pathname, href } = new URL(resource);
  if (href === endpoint.href) return 'same';
  const below = pathname.endsWith('/') ? pathname : `${pathname}/`;
  const isAbove = endpoint.pathname === pathname || endpoint.pathname.startsWith(below);
  return origin === endpoint.origin && isAbove ? 'parent' : 'foreign';
}
