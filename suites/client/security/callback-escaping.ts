import { clientCheck, isLive, ok, unclear, violation } from '../../../harness/index.ts';
import { CALLBACK_PAGE, noPage, pagesIn } from '../callback-page.ts';

export default clientCheck({
  requirement: 'client.security.callback-escaping',
  title: 'The callback page shows no parameter as markup of its own',
  scenario: CALLBACK_PAGE,
  judge(story) {
    const beside = noPage(story);
    if (beside !== undefined) return beside;
    const { markup: name } = story.notes;
    if (typeof name !== 'string') return unclear('The record does not say which markup was sent.');
    const live = pagesIn(story).find(({ body, contentType }) =>
      isLive({ name, text: '' }, body, contentType),
    );
    return live === undefined
      ? ok
      : violation('parameters that are escaped, or not shown', `the page holds the element <${name}>`);
  },
});
