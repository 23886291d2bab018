import {
  authorizationServerCheck,
  firstProblem,
  goodRefreshAccepted,
  isObject,
  isTokenResponse,
  ok,
  OPAQUE,
  readAccessToken,
  saidBy,
  TOO_MANY,
  unclear,
  untested,
  violation,
  type AuthorizationServerContext,
} from '../../../harness/index.ts';

/** Another name than other checks use for a resource that nobody knows. */
const UNKNOWN = 'https://unrelated.example/mcp';

export default authorizationServerCheck({
  requirement: 'authorization-server.refresh.no-resource-escalation',
  title: 'A refresh brings no token for a resource that was not consented to',
  needs: ['login'],
  control: goodRefreshAccepted,
  probe: async (server) => {
    const granted = await server.resource();
    const [other] = (await server.gathered.resources()).filter((resource) => resource !== granted);
    const wanted = [...(other === undefined ? [] : [other]), UNKNOWN];
    const attempts = await Promise.all(wanted.map((resource) => refreshFor(server, resource)));
    return {
      attempts: attempts.map(({ exchange }) => exchange),
      wanted,
      gained: attempts.map(({ gained }) => gained),
    };
  },
  judge: ({ attempts, wanted, gained }) =>
    firstProblem(
      attempts.map((attempt, index) => {
        const { status } = attempt.response;
        if (status === 429) return unclear(TOO_MANY);
        if (status >= 400 && status < 500) return ok;
        if (!isTokenResponse(attempt)) return unclear(`The refresh was answered ${saidBy(attempt)}.`);
        const audience = gained[index];
        if (!Array.isArray(audience) || audience.length === 0) return ok;
        return violation(
          `a refresh for ${wanted[index] ?? 'another resource'} is refused with invalid_target, or changes nothing`,
          `the refreshed token is for ${audience.join(', ')}, which was not granted`,
        );
      }),
    ),
});

/** A fresh grant for the first resource, and a refresh for another: which audience the new token has and the first had not. */
async function refreshFor(server: AuthorizationServerContext, resource: string) {
  const grant = await server.grant();
  const reply = await server.refresh(grant, { resource });
  const { exchange } = reply;
  const answer = reply.json();
  const token = isObject(answer) ? answer['access_token'] : undefined;
  if (!isTokenResponse(exchange) || typeof token !== 'string') return { exchange, gained: [] };
  const [before, after] = await Promise.all([
    readAccessToken(server, grant.accessToken, grant.client),
    readAccessToken(server, token, grant.client),
  ]);
  if (before === undefined || after === undefined) throw untested(OPAQUE, [exchange.id]);
  return { exchange, gained: after.audience.filter((one) => !before.audience.includes(one)) };
}
