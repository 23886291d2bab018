/** Where the access tokens of a client go. */
import {
  allHeaders,
  bearerOf,
  isSuccess,
  ok,
  violation,
  type Judgement,
  type Step,
  type StepKind,
  type Story,
} from '../../harness/index.ts';

const TOKEN_REQUESTS: readonly StepKind[] = ['code', 'refresh', 'token'];

/** Access tokens that the authorization server has issued, as pseudonyms. */
export function issuedTokens(story: Story): Set<string> {
  const responses = story.steps.filter((step) => TOKEN_REQUESTS.includes(step.kind) && isSuccess(step));
  return new Set(responses.flatMap(({ got: { access_token: token } }) => (isToken(token) ? [token] : [])));
}

function isToken(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

/** `authorization`: as it should be. `field`: another one, or another scheme than Bearer. */
export type Place = 'authorization' | 'field' | 'query' | 'body';

/** Where a request carries an access token, each place with how to name it to a person. */
export function placesIn({ exchange }: Step, tokens: ReadonlySet<string>): Map<Place, string> {
  const { url, headers, body = '' } = exchange.request;
  const holds = (text: string) => [...tokens].some((token) => text.includes(token));
  const places = new Map<Place, string>();
  for (const [name, value] of headers) {
    if (!holds(value)) continue;
    const isOwn = name.toLowerCase() === 'authorization';
    if (isOwn && /^Bearer\s/i.test(value)) places.set('authorization', 'Authorization: Bearer');
    else places.set('field', isOwn ? 'Authorization with another scheme than Bearer' : `the field ${name}`);
  }
  if (holds(url) || holds(decoded(url))) places.set('query', 'the URL');
  if (holds(body) || holds(decoded(body))) places.set('body', 'the body');
  return places;
}

/** A text without percent-encoding, as far as that is well-formed. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Whether an access token stands in the URL of a request, or in one that was opened in the browser. */
export function tokenInUrl(story: Story): Judgement {
  const tokens = issuedTokens(story);
  const step = story.steps.find((one) => placesIn(one, tokens).has('query'));
  if (step !== undefined)
    return violation('no access token in a URL', `one in the URL of a request (${nameOf(step)})`);
  const opened = story.launches.flatMap((launch) => launch.opened.map(({ url }) => decoded(url)));
  return opened.some((url) => [...tokens].some((token) => url.includes(token)))
    ? violation('no access token in a URL', 'one in a URL that was opened in the browser')
    : ok;
}

/** Whether a request has more than one Authorization field: nobody knows which of them counts. */
export function repeatsAuthorization({ exchange }: Step): boolean {
  return allHeaders(exchange.request.headers, 'authorization').length > 1;
}

/** MCP requests of a client that carried a token before: those after the first of an attempt that did. */
export function requestsWithTokenAtHand(story: Story): Step[] {
  const tokens = issuedTokens(story);
  const carries = (step: Step) => placesIn(step, tokens).size > 0 || bearerOf(step) !== undefined;
  const requests = story.of('mcp');
  return requests.filter((step) => {
    const first = requests.find((one) => one.attempt === step.attempt && carries(one));
    return first !== undefined && requests.indexOf(step) >= requests.indexOf(first);
  });
}

/** An MCP request for a person: `POST tools/list`. */
export function nameOf({ exchange, sent }: Step): string {
  const { method } = sent;
  return typeof method === 'string' ? `${exchange.request.method} ${method}` : exchange.request.method;
}
