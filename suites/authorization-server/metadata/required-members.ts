import {
  authorizationServerCheck,
  bodyOf,
  firstProblem,
  ok,
  stringsOf,
  violation,
  type Answered,
} from '../../../harness/index.ts';
import { isForMachines, placeOf, publishedDocuments } from '../documents.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.metadata.required-members',
  title: 'The metadata has issuer, endpoints and response types',
  probe: async (server) => ({ documents: await publishedDocuments(server) }),
  judge: ({ documents }) => firstProblem(documents.map(judgeDocument)),
});

function judgeDocument(exchange: Answered) {
  const document = bodyOf(exchange) ?? {};
  const machines = isForMachines(document);
  // RFC 8414 §2: no authorization endpoint where no grant type uses it; and then no response type either (§3.2).
  const strings = ['issuer', 'token_endpoint', ...(machines ? [] : ['authorization_endpoint'])];
  const lacking = strings.filter((name) => typeof document[name] !== 'string');
  const codeLacks = !machines && !stringsOf(document, 'response_types_supported').includes('code');
  if (lacking.length === 0 && !codeLacks) return ok;
  const wanted = [...strings, ...(machines ? [] : ['response_types_supported with code'])].join(', ');
  const missing = [
    ...lacking,
    ...(codeLacks ? [saidOfResponseTypes(document['response_types_supported'])] : []),
  ];
  return violation(`${placeOf(exchange)} has ${wanted}`, `missing or of another type: ${missing.join(', ')}`);
}

function saidOfResponseTypes(value: unknown): string {
  return value === undefined
    ? 'response_types_supported'
    : `code (response_types_supported is ${JSON.stringify(value)})`;
}
