/** The ways in which a client may be known to an authorization server, and which of them it takes. */
import {
  atSecond,
  clientOf,
  isLoopback,
  welcome,
  type ClientLab,
  type Json,
  type Scenario,
  type Step,
  type Story,
} from '../../harness/index.ts';
import { whileInUse } from './moved.ts';

/** What the client is configured with; the names are those of the official suite, which knows no `client_metadata_url`. */
const GIVEN = { client_id: 'given-by-the-user', client_secret: 'secret-given-by-the-user' };
const DOCUMENT = { client_metadata_url: 'https://client.example/metadata.json' };

/** Which of its launches is about what. */
type Part = 'given' | 'all' | 'document' | 'registration';

/**
 * A configured id alone; every way at once; a document; registration alone. The MCP server changes to another authorization
 * server while the client uses the configured id, and again while it uses its document.
 */
export const WAYS_IN: Scenario = {
  name: 'ways-in',
  async play(lab) {
    welcome(lab, (id) => id === GIVEN.client_id || isUrl(id));
    const attempts: Partial<Record<Part, number>> = {};
    const begin = (part: Part) => (attempts[part] = (lab.story().launches.at(-1)?.attempt ?? 0) + 1);

    const given = { fresh: true, official: 'auth/pre-registration' };
    let end = offer(lab, { documents: false, registration: false });
    begin('given');
    await whileInUse(lab, () =>
      lab.launch({ ...given, context: { ...GIVEN, issuer: lab.mock.urls.issuer } }),
    );
    end();
    end = offer(lab, { documents: true, registration: true });
    begin('all');
    await lab.launch({ ...given, context: { ...GIVEN, ...DOCUMENT } });

    const document = { official: 'auth/basic-cimd', context: DOCUMENT };
    begin('document');
    await whileInUse(lab, async () => {
      await lab.launch({ ...document, fresh: true });
      if (atSecond(lab.story()).every(({ attempt }) => attempt !== attempts.document))
        await lab.launch(document);
    });
    end();
    offer(lab, { documents: false, registration: true });
    begin('registration');
    await lab.launch({ ...document, fresh: true });
    const hosted = await hostedDocument(lab);
    return { ...attempts, ...(hosted === undefined ? {} : { hosted }) };
  },
};

/** Names that nobody can have; a client that is known by one has its document nowhere. */
const RESERVED = /(^|\.)(example(\.(com|net|org))?|test|invalid|local|localhost)$/i;

/** The document of a client that has one of its own, where it can be reached. */
async function hostedDocument(lab: ClientLab): Promise<Json | undefined> {
  const id = lab
    .story()
    .steps.map((step) => clientOf(step) ?? '')
    .find(isUrl);
  if (id === undefined || !URL.canParse(id)) return undefined;
  const { protocol, hostname } = new URL(id);
  if (protocol !== 'https:' || isLoopback(hostname) || RESERVED.test(hostname)) return undefined;
  return lab.fetchDocument(id);
}

function offer(lab: ClientLab, on: { documents: boolean; registration: boolean }): () => void {
  return lab.change('server-metadata', ({ json }) => {
    json['client_id_metadata_document_supported'] = on.documents;
    if (!on.registration) delete json['registration_endpoint'];
  });
}

/** The steps of a part of the story. */
export function stepsOf(story: Story, part: Part): Step[] {
  const from = Number(story.notes[part]);
  const later = Object.values(story.notes).map(Number);
  const to = Math.min(...later.filter((attempt) => attempt > from), Infinity);
  return story.steps.filter(({ attempt }) => attempt >= from && attempt < to);
}

/** In what way the client went in. */
export function wayIn(steps: readonly Step[]): Part | 'none' | 'other' {
  const ids = steps.flatMap((step) => (step.kind === 'registration' ? [] : (clientOf(step) ?? [])));
  if (ids.includes(GIVEN.client_id)) return 'given';
  if (ids.some(isUrl)) return 'document';
  if (steps.some(({ kind }) => kind === 'registration')) return 'registration';
  return ids.length > 0 ? 'other' : 'none';
}

/** A client id that is the URL of a document. */
export function isUrl(id: string): boolean {
  return /^https?:/i.test(id);
}
