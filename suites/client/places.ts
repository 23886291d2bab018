/** Where a client looks for metadata when the challenge names no place, and what it does when a place has none. */
import {
  isObject,
  resourceMetadataOf,
  respondAs,
  serverMetadataOf,
  type ClientLab,
  type LabAnswer,
  type LabRequest,
  type Scenario,
  type Story,
} from '../../harness/index.ts';

const page = (status: number): LabAnswer => ({
  status,
  html: '<!doctype html><title>Welcome</title><p>There is an application here.</p>',
});
const error = (status: number): LabAnswer => ({ status, json: { error: 'no_document_here' } });
const notFound = error(404);

/** What stands at the places before the one with the right document. */
interface Round {
  /** Path of the issuer. */
  path: '' | '/' | '/tenant' | '/tenant/';
  /** At the path-inserted place of the resource metadata; the right document where there is nothing. */
  resource?: LabAnswer;
  /** At the first places of the authorization server's metadata. */
  servers: readonly (LabAnswer | 'redirect' | 'wrong issuer')[];
  /** The challenge names the right document. */
  isHinted?: true;
}

const ROUNDS = {
  root: { path: '/', servers: [notFound] },
  refused: { path: '/tenant', resource: error(401), servers: [error(400), error(403)] },
  absent: { path: '/tenant', resource: notFound, servers: [notFound, notFound] },
  pages: { path: '/tenant', resource: page(200), servers: [page(200), 'redirect'] },
  'pages, hinted': { path: '/tenant', isHinted: true, servers: [page(200), 'redirect'] },
  faults: { path: '/tenant/', resource: error(502), servers: [error(502), 'wrong issuer'] },
  'faults, hinted': { path: '/tenant/', isHinted: true, servers: [error(502), 'wrong issuer'] },
} satisfies Record<string, Round>;
export type RoundName = keyof typeof ROUNDS;

const OAUTH = '/.well-known/oauth-authorization-server';
const OPENID = '/.well-known/openid-configuration';
const RESOURCE = '/.well-known/oauth-protected-resource';

/** MCP «Authorization Server Metadata Discovery»; RFC 8414 §3.1: a slash at the end goes before anything is inserted. */
function placesOf(issuer: string): string[] {
  const path = new URL(issuer).pathname.replace(/\/$/, '');
  const inserted = [`${OAUTH}${path}`, `${OPENID}${path}`];
  return path === '' ? inserted : [...inserted, `${path}${OPENID}`];
}

/** Spelt as the client spells it, apart from a slash too many: another check is about that. */
function placeOf(path: string): string {
  return path.replace(/^\/\//, '/').replace(/\/$/, '');
}

/** The client is launched at each round; where one question hides another, once more without the first. */
export const PLACES: Scenario = {
  name: 'places-of-metadata',
  async play(lab) {
    const rounds: Record<string, { attempt: number; issuer: string }> = {};
    const launch = async (name: RoundName): Promise<ReturnType<typeof seenIn>> => {
      const issuer = lab.mock.urls.environment + ROUNDS[name].path;
      const undo = await arrange(lab, ROUNDS[name], issuer);
      const attempt = (lab.story().launches.at(-1)?.attempt ?? 0) + 1;
      rounds[name] = { attempt, issuer };
      await lab.launch({ fresh: true });
      for (const one of undo) one();
      return seenIn({ ...lab.story(), notes: { rounds } }, name);
    };
    await launch('root');
    if ((await launch('refused'))?.hasGoneOn !== true) await launch('absent');
    if ((await launch('pages'))?.servers.length === 0) await launch('pages, hinted');
    if ((await launch('faults'))?.servers.length === 0) await launch('faults, hinted');
    return { rounds };
  },
};

/** Gives what undoes it. */
async function arrange(lab: ClientLab, round: Round, issuer: string): Promise<(() => void)[]> {
  const { origin, pathname } = new URL(lab.url);
  const places = placesOf(issuer);
  // At the other of its two places for registrations, which no client would guess.
  const registration = `${lab.mock.urls.environment}/api/v1/resources/${lab.mock.resource.id}/clients:register`;
  const right = await serverMetadataOf(lab, { issuer, registration_endpoint: registration });
  const wrong = { ...right, issuer: 'https://somebody-else.example' };
  const resource: LabAnswer = {
    status: 200,
    json: resourceMetadataOf(lab, { authorization_servers: [issuer] }),
  };
  const atServer = ({ via, url }: LabRequest): LabAnswer => {
    const at = via === 'server' ? -1 : places.indexOf(placeOf(url.pathname));
    const answer = round.servers[at];
    if (answer === 'redirect')
      return { status: 302, headers: { Location: lab.mock.urls.environment + String(places.at(-1)) } };
    if (answer === 'wrong issuer') return { status: 200, json: wrong };
    return answer ?? (at === round.servers.length ? { status: 200, json: right } : notFound);
  };
  const hint = round.isHinted === true ? `, resource_metadata="${origin}${RESOURCE}${pathname}"` : '';
  return [
    respondAs(lab, issuer),
    lab.answer('server-metadata', atServer),
    lab.answer('resource-metadata', ({ url }) => {
      const place = placeOf(url.pathname);
      if (place === RESOURCE + pathname) return round.resource ?? resource;
      return place === RESOURCE ? resource : notFound;
    }),
    lab.answer(({ kind, token }) => kind === 'mcp' && token === undefined, {
      status: 401,
      headers: { 'WWW-Authenticate': `Bearer scope="web-search:read"${hint}` },
      json: { error_description: 'This server needs an access token.' },
    }),
  ];
}

/** What the client asked for in a round; undefined when that round was not played. */
export function seenIn(story: Story, name: RoundName) {
  const { rounds } = story.notes;
  const round = isObject(rounds) ? rounds[name] : undefined;
  if (!isObject(round) || typeof round['issuer'] !== 'string') return undefined;
  const { issuer } = round as { issuer: string };
  const steps = story.steps.filter(({ attempt }) => attempt === round['attempt']);
  const paths = (kind: 'resource-metadata' | 'server-metadata', via: 'server' | 'mock-as'): string[] =>
    steps
      .filter((step) => step.kind === kind && step.exchange.via === via)
      .map(({ exchange }) => new URL(exchange.request.url).pathname);
  const endpoint = new URL(story.url).pathname;
  const servers = paths('server-metadata', 'mock-as');
  return {
    issuer,
    /** The places where the resource metadata may be, in their order. */
    resourcePlaces: [RESOURCE + endpoint, RESOURCE],
    resources: paths('resource-metadata', 'server'),
    /** The places where the metadata of the authorization server may be, up to the one that has it. */
    serverPlaces: placesOf(issuer).slice(0, ROUNDS[name].servers.length + 1),
    /** As the client spelt them. */
    spelt: servers,
    servers: servers.map(placeOf),
    wasChallenged: steps.some(({ kind, status }) => kind === 'mcp' && status === 401),
    /** A document of the authorization server was used. */
    hasGoneOn: steps.some(({ kind, exchange }) => kind === 'authorization' && exchange.via === 'mock-as'),
  };
}
export type Seen = NonNullable<ReturnType<typeof seenIn>>;
