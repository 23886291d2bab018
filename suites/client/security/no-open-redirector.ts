import { clientCheck, ok, violation } from '../../../harness/index.ts';
import { CALLBACK_PAGE, ELSEWHERE, noPage, pagesIn, type Page } from '../callback-page.ts';

export default clientCheck({
  requirement: 'client.security.no-open-redirector',
  title: 'The callback page sends the browser to no address that stands in its parameters',
  scenario: CALLBACK_PAGE,
  judge(story) {
    const beside = noPage(story);
    if (beside !== undefined) return beside;
    const sending = pagesIn(story).find((page) => sendsAway(page) !== undefined);
    return sending === undefined
      ? ok
      : violation('a page that stays where it is', `${sendsAway(sending) ?? ''} to ${ELSEWHERE}`);
  },
});

/** By the field, by the page itself, or by its script; a link that a person may follow is not meant. */
function sendsAway({ status, location, body }: Page): string | undefined {
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
