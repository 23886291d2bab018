import {
  authorizationServerCheck,
  ok,
  OPAQUE,
  readAccessToken,
  untested,
  violation,
  type AuthorizationServerContext,
} from '../../../harness/index.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.resource-indicator.audience-restricted',
  title: 'An access token is for the resource that was asked for, and for no other',
  needs: ['login'],
  probe: async (server) => {
    const resource = await server.resource();
    const [other] = (await server.gathered.resources()).filter((one) => one !== resource);
    const [own, foreign] = await Promise.all([
      tokenFor(server, resource),
      // Tells whether an audience in other words than the resource is one resource's own.
      other === undefined ? undefined : tokenFor(server, other),
    ]);
    return {
      token: own.exchanges,
      resource,
      other: other ?? null,
      issuer: server.issuer,
      audience: own.audience,
      clientId: own.clientId,
      foreignAudience: foreign?.audience ?? null,
    };
  },
  judge: ({ resource, other, issuer, audience, clientId, foreignAudience }) => {
    const expected = `the audience of the token is ${resource}`;
    if (audience.length === 0) return violation(expected, 'it has no audience');
    const named = `the audience is ${audience.join(', ')}`;
    const foreign = Array.isArray(foreignAudience) ? foreignAudience : [];
    // The user info endpoint of the issuer itself is no resource server of others (OpenID Connect Core 1.0 §5.3).
    const shared = audience.find(
      (one) => foreign.includes(one) && (same(one, resource) || !isAt(one, issuer)),
    );
    if (shared !== undefined)
      return violation(expected, `${named}; a token for ${String(other)} has ${shared} too`);
    if (audience.some((one) => same(one, resource))) {
      const further = audience.find((one) => isElsewhere(one, [resource, issuer]));
      return further === undefined ? ok : violation(`${expected} alone`, named);
    }
    // An agreed name instead of the URL is a matter between the two servers.
    const isNobody = audience.every((one) => same(one, issuer) || one === clientId);
    const isAnother = audience.some(
      (one) => isElsewhere(one, [issuer]) && typeof other === 'string' && same(one, other),
    );
    return isNobody || isAnother ? violation(expected, named) : ok;
  },
});

async function tokenFor(server: AuthorizationServerContext, resource: string) {
  const { reply, accessToken, client } = await server.grant({ parameters: { resource } });
  const facts = await readAccessToken(server, accessToken, client);
  if (facts === undefined) throw untested(OPAQUE, [reply.exchange.id]);
  const { audience, exchange } = facts;
  return {
    audience,
    clientId: client.id,
    exchanges: exchange === undefined ? [reply.exchange] : [reply.exchange, exchange],
  };
}

/** Equal as URLs: a bare origin with and without the slash are one. */
function same(one: string, other: string): boolean {
  return (
    one === other || (URL.canParse(one) && URL.canParse(other) && new URL(one).href === new URL(other).href)
  );
}

function isAt(one: string, issuer: string): boolean {
  return URL.canParse(one) && URL.canParse(issuer) && new URL(one).origin === new URL(issuer).origin;
}

/** A web address of neither: a name of another form may well be another name of the same resource. */
function isElsewhere(one: string, known: string[]): boolean {
  if (!/^https?:/.test(one) || !URL.canParse(one)) return false;
  return !known.some((url) => isAt(one, url));
}
