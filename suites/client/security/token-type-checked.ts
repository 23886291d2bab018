import {
  bearerOf,
  clientCheck,
  isSuccess,
  ok,
  unclear,
  violation,
  type Scenario,
} from '../../../harness/index.ts';

const TYPE = 'mac';

/** Tokens of a type that no MCP client knows. */
const OTHER_TYPE: Scenario = {
  async play(lab) {
    for (const kind of ['code', 'refresh'] as const)
      lab.change(kind, ({ json }) => {
        if ('access_token' in json) json['token_type'] = TYPE;
      });
    await lab.launch();
    return undefined;
  },
};

export default clientCheck({
  requirement: 'client.security.token-type-checked',
  title: 'A token of another type than Bearer is not used as one',
  scenario: OTHER_TYPE,
  reaches: 'token',
  judge(story) {
    const issued = [...story.of('code'), ...story.of('refresh')].filter(isSuccess);
    if (issued.length === 0) return unclear('The client got no token.');
    const tokens = issued.map(({ got }) => got['access_token']);
    const used = story.of('mcp').find((step) => tokens.includes(bearerOf(step)));
    return used === undefined
      ? ok
      : violation('no use of the token', `a token of token_type ${TYPE} in an Authorization: Bearer field`);
  },
});
