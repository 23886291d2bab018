import { authorizationServerCheck, doesNotApply, ok, tolerated, violation } from '../../../harness/index.ts';
import { holdsMetadata, isMetadata, lookedAt, whatCame } from '../documents.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.discovery.document-readable-without-credentials',
  title: 'The metadata can be read without credentials',
  probe: async (server) => {
    const looked = await lookedAt(server);
    const found = looked.filter(holdsMetadata);
    if (found.length > 0) return { looked: found, everythingRefused: false, isOptional: false };
    // Some gateways refuse each path that they do not know.
    const nowhere = await server.send({ url: new URL('/.well-known/nothing-is-here', server.issuer) });
    return {
      looked,
      nowhere,
      everythingRefused: [401, 403].includes(nowhere.response?.status ?? 0),
      isOptional: server.revision < '2025-06-18',
    };
  },
  judge: ({ looked, everythingRefused, isOptional }) => {
    const refused = looked.filter(({ response }) => response.status === 401 || response.status === 403);
    if (looked.some(isMetadata)) return ok;
    if (refused.length === 0) return doesNotApply('No place asks for credentials.');
    const expected = 'the metadata is given to everybody';
    // 2025-03-26 lets a server do without metadata, and then such a gateway does no harm.
    return isOptional && everythingRefused
      ? tolerated(expected, whatCame(refused))
      : violation(expected, whatCame(refused));
  },
});
