import { authorizationServerCheck, bodyOf, doesNotApply, ok, violation } from '../../../harness/index.ts';
import { hostDocument, isMetadata, isOpenId, lookedAt, placeOf } from '../documents.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.discovery.oidc-location',
  title: 'An OpenID Connect discovery document stands at a place of its issuer',
  probe: async (server) => {
    const places = (await lookedAt(server)).filter(isOpenId);
    const found = places.filter(isMetadata);
    if (found.length > 0) return { places: found, misplaced: null };
    const host = await hostDocument(server, 'openid-configuration');
    // One for the host's own issuer is right there, and not about this one.
    const isOwn = host !== undefined && isMetadata(host) && bodyOf(host)?.['issuer'] === server.issuer;
    return { places, host, misplaced: isOwn ? placeOf(host) : null };
  },
  judge: ({ places, misplaced }) => {
    if (places.some(isMetadata)) return ok;
    if (misplaced === null) return doesNotApply('It offers no OpenID Connect discovery document.');
    return violation(`the document stands at ${places.map(placeOf).join(' or ')}`, `it is at ${misplaced}`);
  },
});
