/** A challenge that names the metadata at a place of its own, while another document is at the well-known places. */
import {
  doesNotApply,
  ok,
  resourceMetadataOf,
  unclear,
  violation,
  type Judgement,
  type Scenario,
  type Step,
  type Story,
} from '../../harness/index.ts';

/** Ways to write a challenge (RFC 9110 §11.6.1), each as the lines of the field. */
const FORMS = {
  order: (url) => [`Bearer error="invalid_request", resource_metadata="${url}", scope="web-search:read"`],
  quotes: (url, decoy) => [
    `Bearer error_description="No token, \\"resource_metadata=${decoy}\\" is the old place", resource_metadata="${url}"`,
  ],
  case: (url) => [`bEARER Resource_Metadata="${url}"`],
  spaces: (url) => [`Bearer   scope = "web-search:read"  ,   resource_metadata = "${url}"`],
  several: (url) => [`Basic realm="Web search, the old way", Bearer resource_metadata="${url}"`],
  lines: (url) => ['Basic realm="Web search"', `Bearer resource_metadata="${url}"`],
  token68: (url) => [`Negotiate oRQwEqADCgEB==, Bearer resource_metadata="${url}"`],
} satisfies Record<string, (url: string, decoy: string) => string[]>;
export type Form = keyof typeof FORMS;
const forms = Object.keys(FORMS) as Form[];

/** All of it at once: who reads this reads each. */
const together = (url: string, decoy: string): string[] => [
  'Negotiate oRQwEqADCgEB==, Basic realm="Web search, the old way"',
  `bEARER  error_description = "No token, \\"resource_metadata=${decoy}\\" is the old place" , ` +
    `Resource_Metadata = "${url}",scope="web-search:read"`,
];
const plain = (url: string): string[] => [`Bearer resource_metadata="${url}"`];

const DECOY = '/another-authorization-server';
const documentAt = (form: string): string => `/documents/${form}/this-server.json`;

/** Of several types, and none of RFC 9728 or of its registry. */
const UNKNOWN = {
  'x-text': 'text',
  x_number: 7,
  x_nothing: null,
  x_flag: true,
  x_list: [1, 'two', { three: 3 }],
  'https://example.com/x_object': { a: { b: [] } },
};

/** Everything at once; a client that does not get along with that is launched once more for each way. */
export const ADVERTISED: Scenario = {
  name: 'advertised-metadata',
  async play(lab) {
    const { origin } = new URL(lab.url);
    lab.answer('resource-metadata', {
      status: 200,
      json: resourceMetadataOf(lab, { authorization_servers: [origin + DECOY] }),
    });
    lab.answer(({ via, url }) => via === 'server' && url.pathname.startsWith('/documents/'), {
      status: 200,
      json: resourceMetadataOf(lab, UNKNOWN),
    });
    const hasFollowed = async (form: string, lines: typeof together): Promise<boolean> => {
      const field = lines(origin + documentAt(form), `${origin}/documents/decoy`);
      const end = lab.answer(({ kind, token }) => kind === 'mcp' && token === undefined, {
        status: 401,
        headers: { 'WWW-Authenticate': field },
        json: { error_description: 'This server needs an access token.' },
      });
      await lab.launch({ fresh: true });
      end();
      return fetched(lab.story(), form) !== undefined;
    };
    if (await hasFollowed('together', together)) return;
    if (await hasFollowed('plain', plain)) for (const form of forms) await hasFollowed(form, FORMS[form]);
  },
};

/** The request for the document that a challenge of this form names. */
function fetched(story: Story, form: string): Step | undefined {
  return story.steps.find(({ exchange: { request } }) => new URL(request.url).pathname === documentAt(form));
}

/** Whether the client reads a challenge in each of these forms, and in all of them at once. */
export function understands(story: Story, wanted: readonly Form[]): Judgement {
  if (fetched(story, 'together') !== undefined) return ok;
  if (fetched(story, 'plain') === undefined)
    return doesNotApply(
      'The client does not go where a plain challenge sends it; another check judges that.',
    );
  const missed = wanted.filter((form) => fetched(story, form) === undefined);
  if (missed.length > 0) return told(missed.map((form) => FORMS[form]('https://…', 'https://…')));
  const isEach = forms.every((form) => fetched(story, form) !== undefined);
  return isEach && wanted.includes('order') ? told([together('https://…', 'https://…')]) : ok;
}

function told(challenges: string[][]): Judgement {
  const fields = challenges.map((lines) => lines.map((line) => `WWW-Authenticate: ${line}`).join(' ⏎ '));
  return violation(
    'a request for the document that resource_metadata of the Bearer challenge names',
    `no such request after ${fields.join('; nor after ')}`,
  );
}

/** What the client did with the plainest challenge that it was shown, or with the document that it names. */
export function afterChallenge(
  story: Story,
  judge: (seen: { document: Step | undefined; hasUsedDecoy: boolean; steps: Step[] }) => Judgement,
): Judgement {
  const form = fetched(story, 'together') === undefined ? 'plain' : 'together';
  const attempt = form === 'together' ? 1 : 2;
  const steps = story.steps.filter((step) => step.attempt === attempt);
  if (!steps.some(({ kind, status }) => kind === 'mcp' && status === 401))
    return unclear(`The client was shown no challenge in attempt ${attempt}.`);
  const hasUsedDecoy = steps.some(({ exchange: { request } }) => request.url.includes(DECOY));
  return judge({ document: fetched(story, form), hasUsedDecoy, steps });
}
