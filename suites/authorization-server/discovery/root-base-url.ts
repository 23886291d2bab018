import {
  authorizationServerCheck,
  documentOf,
  insertWellKnown,
  notApplicable,
  ok,
  protectedResourceMetadataUrls,
  violation,
  type AuthorizationServerContext,
} from '../../../harness/index.ts';
import { isMetadata, placeOf } from '../documents.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.discovery.root-base-url',
  title: 'The metadata stands at the root of the origin of the MCP server',
  probe: async (server) => {
    const endpoint = await endpointOnThisOrigin(server);
    const places = await server.gathered.places();
    // A document for the endpoint itself, too: that is how one gets it wrong.
    const below = [
      `${endpoint.origin}${endpoint.pathname.replace(/\/$/, '')}/.well-known/oauth-authorization-server`,
      insertWellKnown(new URL(endpoint.pathname, endpoint.origin), 'oauth-authorization-server'),
    ];
    const get = (url: string) => server.send({ url, headers: { accept: 'application/json' } });
    const [root, ...further] = await Promise.all(
      [insertWellKnown(endpoint.origin, 'oauth-authorization-server'), ...below].map(get),
    );
    const others = [...places.map(({ exchange }) => exchange), ...further].filter(isMetadata);
    if (root !== undefined && !isMetadata(root) && others.length === 0)
      throw notApplicable('It offers no metadata; another check judges what it offers instead.', [root.id]);
    return { root, others };
  },
  judge: ({ root, others: [other] }) => {
    if (root === undefined || isMetadata(root)) return ok;
    return violation(
      `${placeOf(root)} has the metadata`,
      `HTTP ${root.response.status}${other === undefined ? '' : `, while ${placeOf(other)} has it`}`,
    );
  },
});

/** The MCP endpoint, where this authorization server is the one that clients of 2025-03-26 look for. */
async function endpointOnThisOrigin(server: AuthorizationServerContext): Promise<URL> {
  const resource = await server.resource();
  const endpoint = URL.canParse(resource) ? new URL(resource) : undefined;
  if (endpoint?.origin !== new URL(server.issuer).origin)
    throw notApplicable(
      `${resource} is not on the origin of this authorization server, and only there do clients of this revision look.`,
    );
  const found = await Promise.all(protectedResourceMetadataUrls(endpoint).map((url) => server.send({ url })));
  const named = found.find((exchange) => documentOf(exchange) !== undefined);
  if (named !== undefined)
    throw notApplicable('The MCP server names its authorization server in protected resource metadata.', [
      named.id,
    ]);
  return endpoint;
}
