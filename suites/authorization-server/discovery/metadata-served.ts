import { authorizationServerCheck, doesNotApply, ok, violation } from '../../../harness/index.ts';
import { holdsMetadata, isMetadata, lookedAt, passedBy, placeOf, whatCame } from '../documents.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.discovery.metadata-served',
  title: 'A metadata document stands where clients look for it',
  probe: async (server) => {
    const looked = await lookedAt(server);
    const found = looked.find(isMetadata);
    // One document is enough; that another place gives no answer matters only where there is none.
    return {
      looked: found === undefined ? looked : [found],
      elsewhere: (await passedBy(server)).filter(isMetadata).map(placeOf),
      openIdCounts: server.revision >= '2025-11-25',
    };
  },
  judge: ({ looked, elsewhere, openIdCounts }) => {
    if (looked.some(isMetadata)) return ok;
    if (looked.some((exchange) => exchange.response.status < 300 && holdsMetadata(exchange)))
      return doesNotApply('There is a document with another status than 200; another check judges that.');
    if (looked.some(({ response }) => response.status === 401 || response.status === 403))
      return doesNotApply('A place asks for credentials; another check judges that.');
    const [other] = elsewhere;
    if (other !== undefined && !openIdCounts)
      return doesNotApply(
        `There is a document at ${other}, where clients of this revision do not look; another check judges that.`,
      );
    return violation('one of the well-known places of the issuer has a metadata document', whatCame(looked));
  },
});
