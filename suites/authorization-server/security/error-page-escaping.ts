import {
  authorizationServerCheck,
  inertMarkup,
  isLive,
  ok,
  REDIRECT_URI,
  Stop,
  violation,
  type AuthorizationServerContext,
  type Authorization,
  type Client,
} from '../../../harness/index.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.security.error-page-escaping',
  title: 'Error pages show what a request holds as text only',
  probe: async (server) => {
    const markup = inertMarkup();
    const unknown: Client = {
      id: markup.text,
      strategy: 'pre-registered',
      method: 'none',
      redirectUri: REDIRECT_URI,
    };
    const elsewhere = `https://client.example/${markup.text}`;
    const known = await clientIfAny(server);
    const requests = [
      { client: unknown, parameters: { client_id: markup.text, state: markup.text } },
      ...(known === undefined
        ? []
        : [
            { client: known, parameters: { redirect_uri: elsewhere, state: markup.text } },
            { client: known, parameters: { response_type: markup.text, scope: markup.text } },
          ]),
    ];
    const visits = await Promise.all(requests.map((one) => server.authorize({ ...one, login: false })));
    const live = visits.flatMap((visit, index) =>
      isLive(markup, visit.reply.text, visit.reply.header('content-type'))
        ? Object.keys(requests[index]?.parameters ?? {})
        : [],
    );
    return { pages: visits.map(lastOf), live: [...new Set(live)] };
  },
  judge: ({ live }) =>
    live.length === 0
      ? ok
      : violation(
          'an error page escapes the parameters that it shows, or shows none',
          `markup in ${live.join(' or ')} becomes part of the page`,
        ),
});

function lastOf({ exchanges, reply }: Authorization) {
  return exchanges.at(-1) ?? reply.exchange;
}

async function clientIfAny(server: AuthorizationServerContext): Promise<Client | undefined> {
  try {
    return await server.client();
  } catch (error) {
    if (error instanceof Stop) return undefined;
    throw error;
  }
}
