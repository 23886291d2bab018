import { authorizationServerCheck, bodyOf, doesNotApply, ok, violation } from '../../../harness/index.ts';
import { hostDocument, isMetadata, lookedAt, passedBy, placeOf } from '../documents.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.discovery.rfc8414-location',
  title: 'The OAuth metadata document stands between host and issuer path',
  probe: async (server) => {
    // The first place in every revision.
    const [place, ...others] = await lookedAt(server);
    const host = await hostDocument(server, 'oauth-authorization-server');
    const isOwn = host !== undefined && isMetadata(host) && bodyOf(host)?.['issuer'] === server.issuer;
    const further = [...others, ...(await passedBy(server)), ...(isOwn ? [host] : [])].filter(isMetadata);
    return {
      place,
      further,
      openIdCounts: server.revision >= '2025-11-25' && others.some(isMetadata),
    };
  },
  judge: ({ place, further, openIdCounts }) => {
    if (place === undefined || isMetadata(place) || openIdCounts) return ok;
    const [other] = further;
    if (other === undefined) return doesNotApply('There is no document at all; another check judges that.');
    return violation(
      `${placeOf(place)} has the document`,
      `HTTP ${place.response.status}, while ${placeOf(other)} has one`,
    );
  },
});
