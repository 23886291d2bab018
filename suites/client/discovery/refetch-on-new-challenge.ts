import {
  clientCheck,
  doesNotApply,
  ok,
  resourceMetadataOf,
  violation,
  type Scenario,
} from '../../../harness/index.ts';

const NEW_PLACE = '/.well-known/oauth-protected-resource/moved';

/** In the middle of the conversation every token is refused, and the challenge names a document that is new. */
const NEW_CHALLENGE: Scenario = {
  async play(lab) {
    const { origin } = new URL(lab.url);
    lab.answer(({ kind, url }) => kind === 'resource-metadata' && url.pathname === NEW_PLACE, {
      status: 200,
      json: resourceMetadataOf(lab, { resource_name: 'Web search, renamed' }),
    });
    let refused: Set<string> | undefined;
    lab.answer(
      ({ kind }) => kind === 'mcp',
      ({ rpc, token }) => {
        if (token === undefined) return undefined;
        if (rpc === 'tools/list') refused ??= new Set(lab.mock.tokens.list().map((one) => one.token));
        if (refused?.has(token) !== true) return undefined;
        const description = 'The access token expired';
        return {
          status: 401,
          headers: {
            'WWW-Authenticate': `Bearer error="invalid_token", error_description="${description}", resource_metadata="${origin}${NEW_PLACE}"`,
          },
          json: { error: 'invalid_token' },
        };
      },
    );
    await lab.launch();
    return undefined;
  },
};

export default clientCheck({
  requirement: 'client.discovery.refetch-on-new-challenge',
  title: 'A new challenge makes the client read the resource metadata again',
  scenario: NEW_CHALLENGE,
  reaches: 'token',
  judge({ steps }) {
    const challenged = steps.findIndex(
      ({ kind, exchange, status }) =>
        kind === 'mcp' && status === 401 && (exchange.response?.body ?? '').includes('invalid_token'),
    );
    if (challenged < 0) return doesNotApply('The client made no call with its token that could be refused.');
    const after = steps.slice(challenged + 1);
    if (after.some(({ kind }) => kind === 'resource-metadata')) return ok;
    const next = after.find(({ kind }) => kind === 'refresh' || kind === 'authorization');
    return next === undefined
      ? doesNotApply(
          'The client does not authorize again within a conversation, and starts from scratch later.',
        )
      : violation(
          'a request for the document that the new challenge names',
          `${next.kind === 'refresh' ? 'a refresh' : 'an authorization'} with what was known before`,
        );
  },
});
