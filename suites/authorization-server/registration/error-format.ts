import {
  authorizationServerCheck,
  errorOf,
  firstProblem,
  mediaTypeOf,
  ok,
  saidBy,
  tolerated,
  TOO_MANY,
  unclear,
  violation,
  type Answered,
  type Judgement,
} from '../../../harness/index.ts';
import { goodRegistration, registerWith } from '../registrations.ts';

const RFC7591 = [
  'invalid_redirect_uri',
  'invalid_client_metadata',
  'invalid_software_statement',
  'unapproved_software_statement',
];

export default authorizationServerCheck({
  requirement: 'authorization-server.registration.error-format',
  title: 'A refused registration is told with 400, application/json and an error code',
  needs: ['registration'],
  control: goodRegistration,
  probe: async (server) => {
    const [broken, array, text, grant, unreadable] = await Promise.all([
      server.register('{"redirect_uris": [').then(({ exchange }) => exchange),
      server.register('[]').then(({ exchange }) => exchange),
      registerWith(server, { redirect_uris: 'https://client.example/cb' }),
      registerWith(server, { grant_types: ['urn:example:unknown-grant'] }),
      registerWith(server, { redirect_uris: ['no URI'] }),
    ]);
    return { broken, array, text, grant, unreadable };
  },
  judge: ({ broken, array, text, grant, unreadable }) =>
    firstProblem([
      // No client metadata at all: the error of OAuth for malformed requests says as much.
      judge(broken, 'broken JSON', [...RFC7591, 'invalid_request']),
      judge(array, 'a JSON array', [...RFC7591, 'invalid_request']),
      judge(text, 'redirect_uris as a string', RFC7591),
      judge(grant, 'an unknown grant type', RFC7591),
      judge(unreadable, 'a redirect URI that is none', RFC7591),
    ]),
});

/** A server that makes something of the request instead, by defaults say, tells no error. */
function judge(exchange: Answered, what: string, codes: string[]): Judgement {
  const { status } = exchange.response;
  if (status === 429) return unclear(TOO_MANY);
  if (status < 300) return ok;
  const error = errorOf(exchange);
  const expected = `${what} is answered 400 with application/json and an error code of RFC 7591`;
  if (status !== 400 || mediaTypeOf(exchange) !== 'application/json' || error === undefined) {
    const type = mediaTypeOf(exchange);
    return violation(expected, `${saidBy(exchange)}, ${type === '' ? 'without a media type' : type}`);
  }
  return codes.includes(error) ? ok : tolerated(expected, saidBy(exchange));
}
