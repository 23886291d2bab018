import { clientCheck, clientOf, doesNotApply, ok, violation } from '../../../harness/index.ts';
import { isUrl, WAYS_IN } from '../ways-in.ts';

export default clientCheck({
  requirement: 'client.registration.cimd-document',
  title: 'A URL client id is one that a document can be at',
  scenario: WAYS_IN,
  judge(story) {
    const [id] = story.steps.map((step) => clientOf(step) ?? '').filter(isUrl);
    if (id === undefined) return doesNotApply('The client sends no URL client id.');
    const flaw = flawOf(id);
    return flaw === undefined ? ok : violation('an https URL with a path', `${id}: ${flaw}`);
  },
});

/** Client ID Metadata Document draft-00 §3. */
function flawOf(id: string): string | undefined {
  if (!URL.canParse(id)) return 'it is no URL';
  const { protocol, pathname, hash, username, password } = new URL(id);
  if (protocol !== 'https:') return 'it is not https';
  if (pathname === '/' && !/^https:\/\/[^/?#]+\//i.test(id)) return 'it has no path';
  if (hash !== '' || id.includes('#')) return 'it has a fragment';
  if (username !== '' || password !== '') return 'it holds a user name';
  // As it was sent: parsing takes them away.
  const path = /^https:\/\/[^/?#]+([^?#]*)/i.exec(id)?.[1] ?? '';
  return /(^|\/)\.{1,2}(\/|$)/.test(path) ? 'its path has dot segments' : undefined;
}
