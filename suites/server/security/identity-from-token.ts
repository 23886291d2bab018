import { randomUUID } from 'node:crypto';
import {
  answerOf,
  callEach,
  isObject,
  isServed,
  LIST_TOOLS,
  ok,
  serverCheck,
  shows,
  tolerated,
  untested,
  violation,
  type CallOptions,
  type Exchange,
  type Operation,
  type ServerContext,
} from '../../../harness/index.ts';
import { identityFields } from '../identity-fields.ts';
import { as, namesOf, resultText, twoUsers, type User } from '../two-users.ts';

/** At most so many operations are looked at. */
const TRIED = 5;

export default serverCheck({
  requirement: 'server.security.identity-from-token',
  title: 'Who the user is comes from the token, whatever user the call names',
  needs: ['mint'],
  // What the first user keeps stays kept.
  intrusive: true,
  probe: async (server) => {
    await server.gathered.protectedOperation();
    const { first, other } = await twoUsers(server);
    const { operation, own, others, isOwn } = await userSpecific(server, first, other);
    const calls = Object.entries(attempts(operation, first)).map(([where, call]) => [where, as(other, call)]);
    const answers = await callEach(server, Object.fromEntries(calls) as Record<string, CallOptions>);
    const believed = Object.keys(answers).filter((where) => {
      const answer = answers[where];
      return answer !== undefined && isOwn(answer);
    });
    const isDeclared =
      believed.length === 1 && believed[0] === ARGUMENTS && (await declares(server, operation, first));
    return { own, others, attempts: Object.values(answers), believed, isDeclared };
  },
  judge: ({ believed, isDeclared }) => {
    if (believed.length === 0) return ok;
    const expected = 'the data of the user of the token, or a refusal';
    const actual = `the data of another user, who was named in ${believed.join(' and in ')}`;
    // The tool offers it, so what it shows may be meant for everybody; a person decides.
    return isDeclared ? tolerated(expected, `${actual} of the tool`) : violation(expected, actual);
  },
});

const ARGUMENTS = 'an argument';

/** The other user's call, naming the first user in one place after the other. */
function attempts(operation: Operation, first: User): Record<string, CallOptions> {
  const { members, headers } = identityFields(namesOf(first));
  const { params = {} } = operation;
  const given = isObject(params['arguments']) ? params['arguments'] : {};
  const clientInfo = { ...members, name: members['user'] ?? 'test', version: '1.0.0' };
  const _meta = { ...members, 'io.modelcontextprotocol/clientInfo': clientInfo };
  return {
    '_meta or clientInfo': { operation: { ...operation, params: { ...params, _meta } } },
    'a header field': { operation, headers },
    ...(operation.method === 'tools/call'
      ? {
          [ARGUMENTS]: {
            operation: { ...operation, params: { ...params, arguments: { ...members, ...given } } },
          },
        }
      : {}),
  };
}

interface UserSpecific {
  operation: Operation;
  own: Exchange;
  others: Exchange;
  /** True for an answer that holds what is the first user's. */
  isOwn: (answer: Exchange) => boolean;
}

/** An operation that answers each user with his own; the notebook shows it best, since its text is nobody else's. */
async function userSpecific(server: ServerContext, first: User, other: User): Promise<UserSpecific> {
  const notebook = await server.gathered.notebook().catch(() => undefined);
  const text = `conformance-${randomUUID()}`;
  if (notebook !== undefined) await server.call(as(first, { operation: notebook.write(text) }));
  const candidates = [
    ...(notebook === undefined ? [] : [notebook.read]),
    ...server.target.calls.map(({ operation }) => operation),
    { method: 'resources/list' },
  ].slice(0, TRIED);
  for (const operation of candidates) {
    const both = [first, other].map((user) => server.call(as(user, { operation })));
    const [own, others] = (await Promise.all(both)) as [Exchange, Exchange];
    if (!isServed(own) || !isServed(others)) continue;
    if (shows(own, text) && !shows(others, text))
      return { operation, own, others, isOwn: (answer) => shows(answer, text) };
    if (resultText(own) === resultText(others)) continue;
    // What differs each time says nothing about users.
    const again = await server.call(as(first, { operation }));
    if (resultText(again) === resultText(own))
      return { operation, own, others, isOwn: (answer) => resultText(answer) === resultText(own) };
  }
  throw untested(
    'No operation was found that answers two users differently. Name one with --call tool=json, if there is one.',
  );
}

/** True when the tool says itself that it takes one of these arguments. */
async function declares(server: ServerContext, { params }: Operation, first: User): Promise<boolean> {
  const { members } = identityFields(namesOf(first));
  const answer = answerOf(await server.call(as(first, { operation: LIST_TOOLS })));
  const tools = answer.kind === 'result' ? answer.result['tools'] : undefined;
  const tool = Array.isArray(tools)
    ? tools.filter(isObject).find(({ name }) => name === params?.['name'])
    : undefined;
  const schema = tool?.['inputSchema'];
  const properties = isObject(schema) && isObject(schema['properties']) ? schema['properties'] : {};
  return Object.keys(properties).some((name) => name in members);
}
