import { randomUUID } from 'node:crypto';
import {
  answerOf,
  doesNotApply,
  isObject,
  isServed,
  notApplicable,
  ok,
  serverCheck,
  shows,
  untested,
  violation,
  type Exchange,
  type Operation,
} from '../../../harness/index.ts';
import { as, namesOf, twoUsers } from '../two-users.ts';

const LIST: Operation = { method: 'resources/list' };

export default serverCheck({
  requirement: 'server.security.resource-access-control',
  title: 'A resource of one user is not read by another who knows its URI',
  needs: ['mint'],
  // What the first user keeps, so that the resource holds something, stays kept.
  intrusive: true,
  probe: async (server) => {
    await server.gathered.protectedOperation();
    const { first, other } = await twoUsers(server);
    const [listed, listedToOther] = await Promise.all([
      server.call(as(first, { operation: LIST })),
      server.call(as(other, { operation: LIST })),
    ]);
    const uri = privateUri(listed, listedToOther, namesOf(first).subject);
    const text = `conformance-${randomUUID()}`;
    const notebook = await server.gathered.notebook().catch(() => undefined);
    if (notebook !== undefined) await server.call(as(first, { operation: notebook.write(text) }));
    const read = (one: string): Operation => ({ method: 'resources/read', params: { uri: one } });
    const [own, foreign] = [
      await server.call(as(first, { operation: read(uri) })),
      await server.call(as(other, { operation: read(uri) })),
    ];
    const [others] = urisOf(listedToOther).filter((one) => !urisOf(listed).includes(one));
    const elsewhere =
      others === undefined ? undefined : await server.call(as(other, { operation: read(others) }));
    const isAlike = contentsOf(own) !== undefined && contentsOf(own) === contentsOf(foreign);
    // The server may show each caller his own under every URI: alike says something only where the two differ.
    const isTelling = elsewhere === undefined || contentsOf(elsewhere) !== contentsOf(own);
    return { own, foreign, shown: shows(foreign, text) || (isAlike && isTelling) };
  },
  judge: ({ own, foreign, shown }) => {
    if (!isServed(own)) return doesNotApply('The user cannot read his own resource either.');
    return shown && isServed(foreign)
      ? violation('a refusal, or nothing of the first user', "another user's token read what it holds")
      : ok;
  },
});

/** A resource that the first user is shown and the other is not. */
function privateUri(listed: Exchange, listedToOther: Exchange, subject: string | undefined): string {
  const ids = [listed.id, listedToOther.id];
  if (!isServed(listed)) throw notApplicable('The server lists no resources.', ids);
  if (!isServed(listedToOther))
    throw untested('The server does not serve a user that the lab makes up, so two cannot be compared.', ids);
  const others = urisOf(listedToOther);
  const isWhole = !hasMore(listedToOther);
  const uri = urisOf(listed).find(
    (one) => !others.includes(one) && (isWhole || (subject !== undefined && one.includes(subject))),
  );
  if (uri === undefined)
    throw notApplicable('Both users are shown the same resources: none is private.', ids);
  return uri;
}

function urisOf(listing: Exchange): string[] {
  const answer = answerOf(listing);
  const resources = answer.kind === 'result' ? answer.result['resources'] : undefined;
  const list = Array.isArray(resources) ? resources.filter(isObject) : [];
  return list.flatMap(({ uri }) => (typeof uri === 'string' ? [uri] : []));
}

/** On a page of many, a resource that is missing may stand on the next. */
function hasMore(listing: Exchange): boolean {
  const answer = answerOf(listing);
  return answer.kind === 'result' && typeof answer.result['nextCursor'] === 'string';
}

/** What a resource holds, without the URI by which it was asked for; undefined for nothing. */
function contentsOf(reading: Exchange): string | undefined {
  const answer = answerOf(reading);
  const contents = answer.kind === 'result' ? answer.result['contents'] : undefined;
  if (!Array.isArray(contents)) return undefined;
  const held = contents.filter(isObject).flatMap(({ text, blob }) => [text ?? blob ?? '']);
  return held.some((one) => one !== '') ? JSON.stringify(held) : undefined;
}
