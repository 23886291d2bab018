import { clientCheck, ok, violation } from '../../../harness/index.ts';
import { CALLBACK_PAGE, ELSEWHERE, noPage, pagesIn, sendsAway } from '../callback-page.ts';

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
