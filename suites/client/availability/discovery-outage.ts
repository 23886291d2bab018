import {
  bearerOf,
  clientCheck,
  doesNotApply,
  isSuccess,
  ok,
  violation,
  type Step,
} from '../../../harness/index.ts';
import { METADATA_OUT, OUTAGE } from '../outage.ts';
import { issuedRefreshToken, remembersToken } from '../sequence.ts';

const EXPECTED = 'a temporary error; the client keeps what it has';

export default clientCheck({
  requirement: 'client.availability.discovery-outage',
  title: 'A 5xx instead of metadata is a temporary failure: no default endpoints, and nothing stored is lost',
  scenario: OUTAGE,
  judge(story) {
    const metadata = [
      ...story.of('resource-metadata', METADATA_OUT),
      ...story.of('server-metadata', METADATA_OUT),
    ];
    if (!metadata.some(({ status }) => status === 503))
      return doesNotApply('The client knew the metadata from before.');
    const guess = story.steps.find((step) => step.attempt === METADATA_OUT && isAtMcpServer(step));
    if (guess !== undefined)
      return violation(
        EXPECTED,
        `${guess.exchange.request.method} ${guess.exchange.request.url}, which nobody named`,
      );
    // Only who had stored a token can lose it.
    const [next] = story.of('mcp', METADATA_OUT + 1);
    if (!remembersToken(story, METADATA_OUT) || next === undefined) return ok;
    const issued = story.of('code', 1).filter(isSuccess).map(issuedRefreshToken);
    const isKept =
      bearerOf(next) !== undefined ||
      story
        .of('refresh', METADATA_OUT + 1)
        .some(({ parameters }) => issued.includes(parameters['refresh_token']));
    return isKept ? ok : violation(EXPECTED, 'the next launch begins with nothing');
  },
});

/** The MCP server has no such endpoints. */
function isAtMcpServer({ kind, exchange }: Step): boolean {
  return (
    exchange.via === 'server' && ['authorization', 'registration', 'code', 'refresh', 'token'].includes(kind)
  );
}
