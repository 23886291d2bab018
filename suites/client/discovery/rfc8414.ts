import { clientCheck, ORDINARY, ok, unclear, violation } from '../../../harness/index.ts';

const ENDPOINTS = {
  registration: 'registration_endpoint',
  authorization: 'authorization_endpoint',
  code: 'token_endpoint',
} as const;

/** The endpoints of the lab are not at the places where a client that knows no metadata would look. */
export default clientCheck({
  requirement: 'client.discovery.rfc8414',
  title: 'Registration, authorization and token requests go to the endpoints that the metadata names',
  scenario: ORDINARY,
  reaches: 'connected',
  judge(story) {
    const [document] = story.of('server-metadata').filter(({ got }) => typeof got['issuer'] === 'string');
    const kinds = Object.keys(ENDPOINTS) as (keyof typeof ENDPOINTS)[];
    for (const kind of kinds) {
      for (const { exchange } of story.of(kind)) {
        const { origin, pathname } = new URL(exchange.request.url);
        const named = document?.got[ENDPOINTS[kind]];
        if (document === undefined || origin + pathname !== named) {
          const where = document === undefined ? 'without any metadata' : `metadata: ${String(named)}`;
          return violation(`the ${ENDPOINTS[kind]} of the metadata`, `${origin}${pathname} (${where})`);
        }
      }
    }
    return story.of('code').length > 0 ? ok : unclear(`${story.summary}, so not every endpoint was used.`);
  },
});
