/** Who names scopes: the challenge, the metadata of the resource, or nobody. */
import {
  bearerChallenge,
  documentOf,
  parameter,
  stringsOf,
  type HonestAnswer,
  type Scenario,
  type Step,
  type Story,
} from '../../harness/index.ts';
import { listed, OFFLINE_ACCESS } from './sequence.ts';

export const LISTED = ['web-search:read', 'web-search:write'];
/** No metadata lists it: a challenge may name what it likes. */
export const UNLISTED = 'web-search:audit';

interface Named {
  challenge?: string;
  metadata?: readonly string[];
  /** The authorization server says that it knows offline_access. */
  offline: boolean;
}

/** By attempt. */
const NAMED: readonly Named[] = [
  { challenge: `web-search:read ${UNLISTED}`, metadata: LISTED, offline: true },
  { metadata: LISTED, offline: false },
  { offline: false },
];
export const [BY_CHALLENGE, BY_METADATA, BY_NOBODY] = [1, 2, 3] as const;

/** The client is launched with nothing stored for each way. */
export const SCOPES_NAMED: Scenario = {
  name: 'scopes-named',
  async play(lab) {
    for (const { challenge, metadata, offline } of NAMED) {
      const ends = [
        lab.change('mcp', (answer, { token }) => {
          if (token === undefined && answer.status === 401) setScope(answer, challenge);
        }),
        lab.change('resource-metadata', ({ json }) => {
          if (metadata === undefined) delete json['scopes_supported'];
          else json['scopes_supported'] = [...metadata];
        }),
        lab.change('server-metadata', ({ json }) => {
          json['scopes_supported'] = [...LISTED, ...(offline ? [OFFLINE_ACCESS] : [])];
        }),
      ];
      await lab.launch({ fresh: true });
      for (const end of ends) end();
    }
    return undefined;
  },
};

function setScope(answer: HonestAnswer, scope: string | undefined): void {
  const bare = answer.header('WWW-Authenticate').replace(/\s*scope="[^"]*",?/, '');
  answer.setHeader('WWW-Authenticate', scope === undefined ? bare : `${bare}, scope="${scope}"`);
}

/** The first authorization request of an attempt. */
export function firstRequest(story: Story, attempt: number): Step | undefined {
  return story.of('authorization', attempt)[0];
}

/** What the servers had named in an attempt. */
export function namedIn(story: Story, attempt: number): { resource: Set<string>; server: Set<string> } {
  const challenged = story.of('mcp', attempt).flatMap(({ exchange, status }) => {
    const challenge = status === 401 ? bearerChallenge(exchange) : undefined;
    return challenge === undefined ? [] : listed(parameter(challenge, 'scope'));
  });
  const listedIn = (kind: 'resource-metadata' | 'server-metadata') =>
    story.of(kind, attempt).flatMap(({ exchange }) => stringsOf(documentOf(exchange), 'scopes_supported'));
  return {
    resource: new Set([...challenged, ...listedIn('resource-metadata')]),
    server: new Set(listedIn('server-metadata')),
  };
}

/** For a person. */
export function shown(step: Step | undefined): string {
  const scope = step?.parameters['scope'];
  return scope === undefined ? 'no scope' : `scope=${scope}`;
}
