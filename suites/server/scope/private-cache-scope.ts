import {
  answerOf,
  doesNotApply,
  isObject,
  isServed,
  notApplicable,
  serverCheck,
  firstProblem,
  ok,
  tolerated,
  violation,
  type Exchange,
  type Judgement,
  type ServerContext,
} from '../../../harness/index.ts';

const READ = 3;
const ATTEMPTS = 5;

function urisOf(exchange: Exchange): string[] {
  const answer = answerOf(exchange);
  const resources = answer.kind === 'result' ? answer.result['resources'] : undefined;
  const entries = Array.isArray(resources) ? resources.filter(isObject) : [];
  return entries.flatMap(({ uri }) => (typeof uri === 'string' ? [uri] : []));
}

/** What was read, without what surrounds it. */
function contentsOf(exchange: Exchange): string | undefined {
  const answer = answerOf(exchange);
  return answer.kind === 'result' ? JSON.stringify(answer.result['contents']) : undefined;
}

/** The text says «should» of the mark itself, and MUST NOT of relying on it (server/utilities/caching). */
function notMarkedPublic(exchange: Exchange): Judgement {
  const answer = answerOf(exchange);
  const isPublic = answer.kind === 'result' && answer.result['cacheScope'] === 'public';
  return isPublic
    ? tolerated(
        'cacheScope "private" for what depends on the user',
        'cacheScope "public": a shared cache may give it to anybody',
      )
    : ok;
}

async function twoUsers(server: ServerContext) {
  const [one, other] = await Promise.all([
    server.ownToken(),
    server.mint({ subject: `another-user-${Date.now()}` }),
  ]);
  const list = (token: string) => server.call({ token, operation: { method: 'resources/list' } });
  const [ownList, otherList] = await Promise.all([list(one), list(other)]);
  return { one, other, ownList, otherList };
}

export default serverCheck({
  requirement: 'server.scope.private-cache-scope',
  title: 'What depends on the user is neither given to another nor marked as good for every cache',
  needs: ['mint'],
  probe: async (server) => {
    await server.gathered.protectedOperation();
    const { one, other, ownList, otherList } = await twoUsers(server);
    const shared = urisOf(otherList);
    const own = urisOf(ownList).filter((uri) => !shared.includes(uri));
    if (!isServed(ownList) || !isServed(otherList) || own.length === 0) {
      throw notApplicable('No resource is listed to one user and not to another.', [
        ownList.id,
        otherList.id,
      ]);
    }
    const read = (token: string) =>
      Promise.all(
        own
          .slice(0, READ)
          .map((uri) => server.call({ token, operation: { method: 'resources/read', params: { uri } } })),
      );
    // Both at the same moment, as often as it takes: the owner may be writing just then.
    for (let attempt = 1; ; attempt += 1) {
      const [before, asOther, after] = [await read(one), await read(other), await read(one)];
      const isSettled = before.every((exchange, index) => {
        const later = after[index];
        return later !== undefined && contentsOf(exchange) === contentsOf(later);
      });
      if (isSettled || attempt === ATTEMPTS) return { ownList, otherList, asOwner: before, asOther };
    }
  },
  judge: ({ ownList, asOwner, asOther }) => {
    const marked = [ownList, ...asOwner].map(notMarkedPublic);
    if (!asOwner.some(isServed))
      return firstProblem([
        ...marked,
        doesNotApply('The resources cannot be read by their own user either.'),
      ]);
    const kept = asOwner.map((exchange, index) => {
      const foreign = asOther[index];
      const isGiven = foreign !== undefined && isServed(foreign) && isServed(exchange);
      if (!isGiven || contentsOf(foreign) !== contentsOf(exchange)) return ok;
      return violation(
        'a refusal, whatever cacheScope says',
        'another user was given the same content of a resource that only the first one is listed',
      );
    });
    return firstProblem([...kept, ...marked]);
  },
});
