/** The page of the client that the browser is sent back to, and what is handed to it. */
import {
  doesNotApply,
  inertMarkup,
  redirectedWith,
  type Judgement,
  type Launch,
  type Scenario,
  type Story,
} from '../../harness/index.ts';

/** Nobody is to be sent there; it is never contacted. */
export const ELSEWHERE = 'https://elsewhere.example/landing';
/** By these names programs are told where to go on. */
const GOING_ON = ['next', 'url', 'redirect', 'redirect_uri', 'redirect_url', 'return_to', 'continue'];
const MARKUP = inertMarkup();

/**
 * The browser brings markup and addresses to the callback page, with nothing stored each time: along with a good response,
 * with an error response, and with an address in the place of the state.
 */
export const CALLBACK_PAGE: Scenario = {
  name: 'callback-page',
  async play(lab) {
    const responses: ((response: URLSearchParams) => void)[] = [
      () => undefined,
      (response) => {
        response.delete('code');
        response.set('error', `access_denied${MARKUP.text}`);
      },
      (response) => response.set('state', ELSEWHERE),
    ];
    for (const change of responses) {
      const end = lab.change('authorization', ({ location }) => {
        if (location?.searchParams.has('code') !== true) return;
        const response = location.searchParams;
        for (const name of ['error_description', 'error_uri']) response.set(name, MARKUP.text);
        for (const name of GOING_ON) response.set(name, ELSEWHERE);
        change(response);
      });
      await lab.launch({ fresh: true, limitMs: 10_000 });
      end();
    }
    return { markup: MARKUP.name };
  },
};

export type Page = NonNullable<Launch['opened'][number]['page']>;

/** What the client's own page answered, launch by launch. */
export function pagesIn({ launches }: Story): Page[] {
  return launches.flatMap(({ opened }) => opened.flatMap(({ page }) => page ?? []));
}

/** Why there is nothing to judge; undefined when there is. */
export function noPage(story: Story): Judgement | undefined {
  if (!story.of('authorization').some((step) => redirectedWith(step) !== undefined))
    return doesNotApply('The browser was never sent back to the client.');
  return pagesIn(story).length === 0
    ? doesNotApply('The client opens no browser: it follows the authorization URL by itself.')
    : undefined;
}

/** By the field, by the page itself, or by its script; a link that a person may follow is not meant. */
export function sendsAway({ status, location, body }: Page): string | undefined {
  const host = new URL(ELSEWHERE).host;
  if (status >= 300 && status < 400 && location?.includes(host) === true && isThere(location))
    return `status ${status} and Location`;
  if (new RegExp(`<meta[^>]+http-equiv=["']?refresh[^>]+${host}`, 'i').test(body))
    return 'a refresh of the page';
  if (
    new RegExp(
      `location(?:\\.href)?\\s*=\\s*["'][^"']*${host}|location\\.(?:replace|assign)\\([^)]*${host}`,
    ).test(body)
  )
    return 'a script of the page';
  return undefined;
}

/** The address itself, and not one that carries it along. */
function isThere(location: string): boolean {
  return URL.canParse(location) && new URL(location).host === new URL(ELSEWHERE).host;
}
