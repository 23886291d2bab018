import type { ClientRecord, TokenRecord } from '../controls.ts';
import { mintTemplates } from '../mint-templates.ts';
import type { MockAuthorizationServer } from '../mock.ts';
import type { Scene } from './scene.ts';
import { clockTime, isoSeconds, span } from './words.ts';
import type { Tone } from './words.ts';
import { clientChoices } from './traffic-pages.ts';

const shown = 100;

const kinds: Readonly<Record<ClientRecord['kind'], string>> = {
  confidential: 'the mock’s own, with a secret',
  registered: 'registered itself',
  'metadata-document': 'by its Client ID Metadata Document',
  machine: 'made for an MCP server by the management API',
  minted: 'only minted tokens name it',
};

/** The model of `clients`. */
export function clientsPage({ mock }: Scene): object {
  const known = mock.clients.list().reverse();
  return {
    clients: known.slice(0, shown).map((client) => ({
      ...client,
      title: client.name ?? client.id,
      kind: kinds[client.kind],
      redirects: client.redirectUris,
      since: isoSeconds(client.since),
      lastSeen: client.lastSeen === undefined ? undefined : isoSeconds(client.lastSeen),
    })),
    grants: mock.grants
      .list()
      .reverse()
      .slice(0, shown)
      .map(({ id, clientId, clientName, subject, scopes, expiresAt }) => ({
        id,
        client: clientName ?? clientId,
        subject,
        scopes: scopes.length === 0 ? 'none' : scopes.join(' '),
        expires: isoSeconds(expiresAt * 1_000),
      })),
  };
}

/** The model of `tokens`. */
export function tokensPage(scene: Scene): object {
  const { mock, tokenNames, redactor } = scene;
  const all = mock.tokens.list().reverse();
  return {
    templates: Object.entries(mintTemplates).map(([name, { title, good }]) => ({
      name,
      title,
      good: good === true,
    })),
    resources: resourceChoices(mock),
    users: userChoices(mock),
    clients: clientChoices(scene, []),
    omitted: Math.max(0, all.length - shown),
    tokens: all.slice(0, shown).map((token) => ({
      ...tokenState(mock, token),
      name: tokenNames.nameOf(token.token),
      pseudonym: redactor.pseudonym('access_token', token.token),
      client: mock.clients.find(token.clientId)?.name ?? token.clientId,
      scopes: textOf(token.claims['scope']),
      issued: clockTime(token.issuedAt * 1_000).slice(0, 8),
      issuedDate: isoSeconds(token.issuedAt * 1_000),
      origin: originOf(token),
    })),
  };
}

export function resourceChoices({ resources }: MockAuthorizationServer): { id: string; title: string }[] {
  return resources.list().map(({ id, name, url }) => ({ id, title: `${name}: ${url ?? id}` }));
}

export function userChoices({ people }: MockAuthorizationServer): { id: string; title: string }[] {
  return people.users().map(({ id, name, email }) => ({ id, title: name ?? email ?? id }));
}

function tokenState(
  { clock }: MockAuthorizationServer,
  token: TokenRecord,
): { state: string; tone: Tone; expiry: string } {
  const { exp } = token.claims;
  const left = typeof exp === 'number' ? exp - clock.seconds() : undefined;
  const isOver = left !== undefined && left <= 0;
  const until = isOver ? `ran out ${span(left)} ago` : `for ${span(left ?? 0)}`;
  const expiry = left === undefined ? 'without exp' : until;
  if (token.revoked) return { state: 'revoked', tone: 'bad', expiry };
  if (token.active) return { state: 'active', tone: 'good', expiry };
  return isOver
    ? { state: 'expired', tone: 'warn', expiry: `${span(left)} ago` }
    : { state: 'inactive', tone: 'warn', expiry };
}

function originOf({ origin, template }: TokenRecord): string {
  if (origin === 'flow') return 'flow';
  return template === undefined ? 'minted' : `minted: ${template}`;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The model of `tokenDetail`. */
export function tokenDetail(
  { mock, tokenNames, redactor }: Scene,
  token: TokenRecord,
  isRaw: boolean,
): object {
  const times = ['iat', 'nbf', 'exp', 'auth_time'].flatMap((name) => {
    const value = token.claims[name];
    return typeof value === 'number' ? [[name, isoSeconds(value * 1_000)] as const] : [];
  });
  return {
    ...tokenState(mock, token),
    name: tokenNames.nameOf(token.token),
    pseudonym: redactor.pseudonym('access_token', token.token),
    clientId: token.clientId,
    origin: originOf(token),
    header: headerText(token.token),
    claims: JSON.stringify(token.claims, null, 2),
    times,
    revoked: token.revoked,
    raw: isRaw ? token.token : undefined,
  };
}

/** The JOSE header of a JWT as it stands in it; undefined for a token that is none. */
function headerText(token: string): string | undefined {
  const [header, payload] = token.split('.');
  if (header === undefined || payload === undefined) return undefined;
  try {
    return JSON.stringify(JSON.parse(Buffer.from(header, 'base64url').toString('utf8')), null, 2);
  } catch {
    return undefined;
  }
}

/** The model of `keys`. */
export function keysPage({ mock }: Scene): object {
  const published = mock.jwks().keys;
  return {
    keys: mock.keys.list().map((key) => {
      const jwk = published.find(({ kid }) => kid === key.kid);
      return { ...key, jwk: jwk === undefined ? undefined : JSON.stringify(jwk, null, 2) };
    }),
  };
}
