import {
  authorizationServerCheck,
  bodyOf,
  firstProblem,
  notApplicable,
  ok,
  violation,
  type Json,
} from '../../../harness/index.ts';
import { isOpenId, placeOf, publishedDocuments } from '../documents.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.availability.documents-agree',
  title: 'The OAuth and the OpenID Connect document say the same',
  probe: async (server) => {
    const documents = await publishedDocuments(server);
    const oauth = documents.find((exchange) => !isOpenId(exchange));
    const openId = documents.filter(isOpenId);
    if (oauth === undefined || openId.length === 0)
      throw notApplicable('There is one kind of metadata document only.');
    return { oauth, openId };
  },
  judge: ({ oauth, openId }) =>
    firstProblem(
      openId.map((other) => {
        const differing = differences(bodyOf(oauth) ?? {}, bodyOf(other) ?? {});
        if (differing.length === 0) return ok;
        return violation(
          `${placeOf(oauth)} and ${placeOf(other)} agree on what both name`,
          `they differ in ${differing.join(', ')}`,
        );
      }),
    ),
});

type Document = { [member: string]: Json };

/** Scopes, response types and grant types may well be told more fully in one of them. */
function differences(one: Document, other: Document): string[] {
  return Object.keys(one)
    .filter(
      (name) => other[name] !== undefined && /^issuer$|_endpoint$|^jwks_uri$|_methods_supported$/.test(name),
    )
    .filter((name) => comparable(one[name]) !== comparable(other[name]));
}

/** The order of a list says nothing. */
function comparable(value: Json | undefined): string {
  return JSON.stringify(Array.isArray(value) ? value.map((entry) => JSON.stringify(entry)).sort() : value);
}
