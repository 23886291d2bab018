import {
  bearerOf,
  clientCheck,
  isSuccess,
  ok,
  unclear,
  violation,
  type Scenario,
  type Step,
} from '../../../harness/index.ts';
import { nameOf } from '../tokens.ts';

const TWO_SERVERS: Scenario = {
  async play(lab) {
    const { url } = await lab.second();
    await lab.launch();
    await lab.launch({ url });
    return undefined;
  },
};

export default clientCheck({
  requirement: 'client.token.own-authorization-server-only',
  title: 'An MCP server is sent no token of the authorization server of another one',
  scenario: TWO_SERVERS,
  reaches: 'token',
  judge(story) {
    const { url, issuer, second } = story;
    const sites = second === undefined ? [] : [{ url, issuer }, second];
    const at = (step: Step, place: string) => originOf(step.exchange.request.url) === originOf(place);
    const called = sites.filter((site) => story.of('mcp').some((step) => at(step, site.url)));
    if (called.length < 2) return unclear('The client did not call both MCP servers.');
    for (const site of sites) {
      const others = sites.filter((one) => one !== site);
      const foreign = new Set(
        story.steps
          .filter((step) => isSuccess(step) && others.some((one) => at(step, one.issuer)))
          .flatMap(({ got: { access_token: token } }) => (typeof token === 'string' ? [token] : [])),
      );
      const wrong = story.of('mcp').find((step) => at(step, site.url) && foreign.has(bearerOf(step) ?? ''));
      if (wrong !== undefined)
        return violation(
          'tokens of its own authorization server only',
          `the token of the other server in ${nameOf(wrong)} to ${site.url}`,
        );
    }
    return ok;
  },
});

function originOf(url: string): string {
  return new URL(url).origin;
}
