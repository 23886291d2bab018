import {
  authorizationServerCheck,
  doesNotApply,
  firstProblem,
  goodRefreshAccepted,
  isObject,
  isTokenResponse,
  ok,
  OPAQUE,
  readAccessToken,
  saidBy,
  Stop,
  TOO_MANY,
  unclear,
  UNRELATED_SCOPE,
  untested,
  violation,
  type Answered,
  type AuthorizationServerContext,
  type Judgement,
} from '../../../harness/index.ts';

/** Scopes that say what kind of tokens is wanted, and not what they are good for. */
const CONTROLS = ['offline_access', 'openid'];

export default authorizationServerCheck({
  requirement: 'authorization-server.refresh.no-scope-escalation',
  title: 'A refresh brings no scope that was not granted',
  needs: ['login'],
  control: goodRefreshAccepted,
  probe: async (server) => {
    // What can be had at all: the scopes of other resources cannot, whatever is asked for.
    const whole = await server.grant();
    const known = await server.scope();
    const words = (await scopesOf(server, whole.response, known)) ?? [];
    const [first, ...further] = words.filter((word) => !CONTROLS.includes(word));
    const controls = (known ?? '').split(' ').filter((word) => CONTROLS.includes(word));
    const asked = [first, ...controls].filter((word) => word !== undefined).join(' ');
    // One that could have been had, and one that nobody knows.
    const wanted = [...further.slice(-1), UNRELATED_SCOPE];
    const attempts = await Promise.all(wanted.map((scope) => refreshWith(server, asked, scope)));
    return {
      attempts: attempts.map(({ exchange }) => exchange),
      wanted,
      before: attempts.map(({ before }) => before),
      after: attempts.map(({ after }) => after),
    };
  },
  judge: ({ attempts, wanted, before, after }) =>
    firstProblem(
      attempts.map((attempt, index) => judge(attempt, wanted[index] ?? '', before[index], after[index])),
    ),
});

const NOT_TO_BE_ASKED = 'Needs a grant of fewer scopes, and it refuses to be asked for those that it gives.';

/** A fresh grant for few scopes, and a refresh that asks for one more. */
async function refreshWith(server: AuthorizationServerContext, asked: string, further: string) {
  const grant = await server
    .grant(asked === '' ? {} : { parameters: { scope: asked } })
    .catch((error: unknown) => {
      const isRefused = error instanceof Stop && error.message.includes('invalid_scope');
      throw isRefused && asked !== '' ? untested(NOT_TO_BE_ASKED, error.evidence) : error;
    });
  const before = await scopesOf(server, grant.response, asked);
  const reply = await server.refresh(grant, { scope: [asked, further].filter(Boolean).join(' ') });
  const answer = reply.json();
  const isIssued = isTokenResponse(reply.exchange) && isObject(answer);
  const after = isIssued ? await scopesOf(server, answer) : [];
  if (after === undefined) throw untested(OPAQUE, [reply.exchange.id]);
  return { exchange: reply.exchange, before: before ?? [], after };
}

/** What the response and the token say; undefined when neither says anything. */
async function scopesOf(
  server: AuthorizationServerContext,
  { access_token: token, scope }: { [member: string]: unknown },
  unsaid?: string,
): Promise<string[] | undefined> {
  const said = typeof scope === 'string' ? scope : unsaid;
  // An opaque token need not be asked about when the response tells (RFC 6749 §5.1).
  const isTold = said !== undefined && String(token).split('.').length !== 3;
  const facts = isTold ? undefined : await readAccessToken(server, String(token));
  if (said === undefined && facts?.scope === undefined) return undefined;
  return [...new Set([...(said ?? '').split(' '), ...(facts?.scope ?? [])])].filter(Boolean);
}

function judge(attempt: Answered, wanted: string, before: unknown, after: unknown): Judgement {
  const { status } = attempt.response;
  const includes = (scopes: unknown) => Array.isArray(scopes) && scopes.includes(wanted);
  if (status === 429) return unclear(TOO_MANY);
  if (status >= 400 && status < 500) return ok;
  if (!isTokenResponse(attempt)) return unclear(`The refresh was answered ${saidBy(attempt)}.`);
  if (includes(before)) return doesNotApply(`The scope ${wanted} was granted though nobody asked for it.`);
  if (!includes(after)) return ok;
  return violation(
    `a refresh does not bring the scope ${wanted}, which was not granted`,
    'the refreshed token has it',
  );
}
