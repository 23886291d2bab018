import {
  answerOf,
  isModern,
  isObject,
  oncePerInstance,
  openOwnSession,
  readJws,
  type CallOptions,
  type Exchange,
  type HeaderLine,
  type ServerContext,
} from '../../harness/index.ts';

/** Nobody at the server knows this user; what belongs to the first one is none of its business. */
const OTHER_USER = 'conformance-other-user';

/** One user of the server. */
export interface User {
  token: string;
  /** What a call of this user carries beside the token: the session that it opened, where the server has sessions. */
  headers: HeaderLine[];
}

/**
 * Two users that differ in nothing but the subject of their tokens: the lab's usual one, and one that is made up. Each
 * calls in its own session, since the session of another user may rightly be refused. Needs `mint`.
 */
export function twoUsers(server: ServerContext): Promise<{ first: User; other: User }> {
  return oncePerInstance(server, 'two users', async () => {
    const [first, other] = [await server.goodToken(), await server.mint({ subject: OTHER_USER })];
    const headers = await Promise.all([first, other].map((token) => sessionOf(server, token)));
    return {
      first: { token: first, headers: headers[0] ?? [] },
      other: { token: other, headers: headers[1] ?? [] },
    };
  });
}

/** A server without sessions serves the calls as they are; one that refuses the user says so again at the call. */
async function sessionOf(server: ServerContext, token: string): Promise<HeaderLine[]> {
  if (isModern(server.revision)) return [];
  return openOwnSession(server, token).then(
    ({ header }) => [header],
    () => [],
  );
}

/** A call as one of the users. */
export function as(user: User, call: CallOptions): CallOptions {
  return { ...call, token: user.token, session: 'none', headers: [...user.headers, ...(call.headers ?? [])] };
}

/** The claims of a user's token by which a server may know him; empty where the token cannot be read. */
export function namesOf({ token }: User): { subject?: string; email?: string } {
  const { sub, email } = readJws(token)?.claims ?? {};
  return {
    ...(typeof sub === 'string' ? { subject: sub } : {}),
    ...(typeof email === 'string' ? { email } : {}),
  };
}

/** What the server did, as text to compare; undefined when it did nothing. What a result says of itself is left out. */
export function resultText(exchange: Exchange): string | undefined {
  const answer = answerOf(exchange);
  if (answer.kind !== 'result' || !isObject(answer.result)) return undefined;
  return JSON.stringify({ ...answer.result, _meta: null });
}
