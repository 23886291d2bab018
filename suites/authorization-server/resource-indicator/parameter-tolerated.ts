import {
  authorizationServerCheck,
  errorOf,
  isTokenResponse,
  noCode,
  ok,
  saidBy,
  unclear,
  untested,
  violation,
  type AuthorizationServerContext,
  type Bend,
  type Exchange,
} from '../../../harness/index.ts';
import { isRefused } from '../audiences.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.resource-indicator.parameter-tolerated',
  title: 'Authorization and token requests that name the resource are taken',
  needs: ['login'],
  probe: async (server) => {
    const resource = await server.resource();
    const given = await follow(server, { resource });
    // Only an error is looked at beside a request without the parameter.
    const without =
      given.said === undefined ? undefined : await follow(server, { resource: undefined }, true);
    if (given.error === 'invalid_target' && server.target.resources.includes(resource))
      throw untested(
        `The authorization server does not know the resource ${resource} (invalid_target): give --resource with one that it knows.`,
        [given.exchange.id],
      );
    return {
      given: given.exchange,
      without: without?.exchange,
      said: given.said ?? null,
      isTakenWithout: without !== undefined && without.said === undefined,
    };
  },
  judge: ({ said, isTakenWithout }) => {
    if (typeof said !== 'string') return ok;
    if (!isTakenWithout) return unclear(`A good request is refused with and without the parameter: ${said}.`);
    return violation('requests with the parameter resource are taken like those without it', said);
  },
});

/** A flow to its token; `said` tells where it was refused. @throws Stop at a login page, unless that will do. */
async function follow(
  server: AuthorizationServerContext,
  parameters: Bend,
  pageWillDo = false,
): Promise<{ exchange: Exchange; said?: string; error?: string | undefined }> {
  const authorization = await server.authorize({ parameters });
  const { code, error, exchanges, reply } = authorization;
  if (code === undefined) {
    if (!isRefused(authorization)) {
      if (pageWillDo && authorization.end === 'page') return { exchange: reply.exchange };
      throw noCode(authorization);
    }
    const what = error ?? `a page with status ${reply.status ?? 0}`;
    return {
      exchange: exchanges.at(-1) ?? reply.exchange,
      said: `the authorization request with it ended in ${what}`,
      error,
    };
  }
  const { exchange } = await server.redeem(authorization, parameters);
  if (isTokenResponse(exchange)) return { exchange };
  return {
    exchange,
    said: `the token request with it was answered ${saidBy(exchange)}`,
    error: errorOf(exchange),
  };
}
