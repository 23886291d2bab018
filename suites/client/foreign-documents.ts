/** Metadata that is not about the one it was asked for. */
import {
  doesNotApply,
  isObject,
  ok,
  unclear,
  violation,
  type ClientLab,
  type Judgement,
  type Scenario,
  type Step,
  type Story,
} from '../../harness/index.ts';
import { putUpWith } from './places-judgements.ts';

/** How the document was changed in each attempt: the value of the member that says what it is about. */
function launchedWith(
  name: string,
  variants: (lab: ClientLab) => Record<string, string>,
  [kind, member]: ['resource-metadata', 'resource'] | ['server-metadata', 'issuer'],
): Scenario {
  return {
    name,
    async play(lab) {
      // What the MCP server says for clients of 2025-03-26 is no way round.
      lab.answer(({ kind: one, via }) => one === 'server-metadata' && via === 'server', {
        status: 404,
        text: 'There is nothing here.',
      });
      const values = variants(lab);
      for (const value of Object.values(values)) {
        const end = lab.change(kind, ({ status, json }) => {
          if (status === 200) json[member] = value;
        });
        await lab.launch({ fresh: true, limitMs: 15_000 });
        end();
      }
      return { revision: lab.revision, values };
    },
  };
}

export const FOREIGN_RESOURCE = launchedWith(
  'foreign-resource',
  ({ url }) => ({
    'another origin': 'https://somebody-else.example/web-search/mcp',
    'a sibling': new URL('/web-search/another', url).href,
    'a slash more': `${url}/`,
  }),
  ['resource-metadata', 'resource'],
);

export const FOREIGN_ISSUER = launchedWith(
  'foreign-issuer',
  ({ mock }) => ({
    'another issuer': 'https://somebody-else.example',
    'a slash more': `${mock.urls.issuer}/`,
  }),
  ['server-metadata', 'issuer'],
);

/** A variant of the scenario: no authorization may follow a document with it. */
export function notFollowed(story: Story, variant: string, isIt: (step: Step) => boolean): Judgement {
  const { values } = story.notes;
  const all = isObject(values) ? values : {};
  const attempt = Object.keys(all).indexOf(variant) + 1;
  const steps = story.steps.filter((step) => step.attempt === attempt);
  const document = steps.find((step) => isIt(step) && step.status === 200);
  if (document === undefined) return unclear('The client read no such document.');
  const used = steps.find((step) => step.kind === 'authorization' && isAtEndpointOf(document, step));
  return used === undefined
    ? ok
    : violation(
        `no authorization: ${document.exchange.request.url} is not about what was asked for`,
        `an authorization with a document about ${textOf(all[variant])}`,
      );
}

/** Who turns the document of a server down may still go to the default endpoints of MCP 2025-03-26. */
function isAtEndpointOf({ got }: Step, { exchange: { via, request } }: Step): boolean {
  const endpoint = got['authorization_endpoint'];
  const isNamed =
    typeof endpoint !== 'string' || new URL(endpoint).pathname === new URL(request.url).pathname;
  return via === 'mock-as' && isNamed;
}

/**
 * The same of an issuer. MCP says it in so many words from 2026-07-28; before that it follows from RFC 8414 §3.3, which
 * many a client of that time overlooks, so it only warns there.
 */
export function issuerNotFollowed(story: Story, variant: string): Judgement {
  const isOfServer = ({ kind, exchange }: Step) => kind === 'server-metadata' && exchange.via === 'mock-as';
  if (!story.steps.some(isOfServer))
    return doesNotApply(
      'The client asks the MCP server for the metadata, which stands for its authorization server (MCP 2025-03-26).',
    );
  const judgement = notFollowed(story, variant, isOfServer);
  return textOf(story.notes['revision']) < '2026-07-28' ? putUpWith(judgement) : judgement;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
