import {
  firstProblem,
  headerOf,
  isObject,
  notApplicable,
  ok,
  parseJson,
  serverCheck,
  stringsOf,
  violation,
  type Answered,
} from '../../../harness/index.ts';
import { isMetadata } from '../places.ts';

/** True when a document was meant, whatever status and type say; an HTML page for every path is none, an error neither. */
export function isMeant({ response: { status, body } }: Answered): boolean {
  const value = parseJson(body);
  if (!isObject(value)) return false;
  return status === 200 ? isMetadata(value) : stringsOf(value, 'authorization_servers').length > 0;
}

export default serverCheck({
  requirement: 'server.metadata.status-and-type',
  title: 'The metadata is served with status 200 as application/json',
  probe: async (server) => {
    const places = await server.gathered.metadataCandidates();
    const answers = places
      .map(({ exchange }) => exchange)
      .filter((exchange): exchange is Answered => exchange.response !== undefined);
    const documents = answers.filter(isMeant);
    if (documents.length === 0)
      throw notApplicable(
        'No metadata was found; another check judges that.',
        places.map(({ exchange }) => exchange.id),
      );
    return { documents };
  },
  judge: ({ documents }) =>
    firstProblem(
      documents.map(({ request, response: { status, headers } }) => {
        if (status !== 200) return violation('status 200', `HTTP ${status} from ${request.url}`);
        const type = headerOf(headers, 'content-type') ?? 'no content type';
        const essence = type.split(';')[0]?.trim().toLowerCase();
        return essence === 'application/json'
          ? ok
          : violation('Content-Type: application/json', `${type} from ${request.url}`);
      }),
    ),
});
