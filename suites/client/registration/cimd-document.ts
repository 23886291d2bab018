import {
  clientCheck,
  clientOf,
  doesNotApply,
  isObject,
  ok,
  violation,
  type Json,
  type Judgement,
} from '../../../harness/index.ts';
import { isUrl, WAYS_IN } from '../ways-in.ts';

export default clientCheck({
  requirement: 'client.registration.cimd-document',
  title: 'A URL client id is one that a document can be at, and the document there says the same',
  scenario: WAYS_IN,
  judge(story) {
    const [id] = story.steps.map((step) => clientOf(step) ?? '').filter(isUrl);
    if (id === undefined) return doesNotApply('The client sends no URL client id.');
    const flaw = flawOf(id);
    if (flaw !== undefined) return violation('an https URL with a path', `${id}: ${flaw}`);
    const { hosted } = story.notes;
    // Where it is out of reach, the URL is all there is to judge.
    return hosted === undefined ? ok : judgeDocument(hosted, id);
  },
});

/** Client ID Metadata Document draft-00 §4.1; MCP «Client ID Metadata Documents». */
function judgeDocument(hosted: Json, id: string): Judgement {
  const expected = 'a JSON document with this client_id, with client_name and redirect_uris';
  if (!isObject(hosted)) return violation(expected, `what is served at ${id} is no JSON object`);
  const { client_id: named, client_name: name, redirect_uris: uris } = hosted;
  if (named !== id) return violation(expected, `client_id is ${JSON.stringify(named ?? null)} at ${id}`);
  if (typeof name !== 'string' || name === '') return violation(expected, `${id} has no client_name`);
  return Array.isArray(uris) && uris.length > 0 ? ok : violation(expected, `${id} has no redirect_uris`);
}

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
