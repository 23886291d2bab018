import type { Exchange } from '../../../harness/index.ts';
import {
  goodTokenAccepted,
  notApplicable,
  ok,
  serverCheck,
  verificationStyle,
  violation,
  watchTraffic,
} from '../../../harness/index.ts';

const TOKENS = 50;

export default serverCheck({
  requirement: 'server.availability.unknown-kid-throttled',
  title: 'Tokens with made-up key ids do not make the server fetch the key set each time',
  needs: ['mint'],
  control: goodTokenAccepted,
  exclusive: true,
  probe: async (server) => {
    if ((await verificationStyle(server)) !== 'local')
      throw notApplicable('The server asks the authorization server about tokens and fetches no keys.');
    const tokens = await Promise.all(
      Array.from({ length: TOKENS }, (_, index) => server.mint({ header: { kid: `made-up-${index}` } })),
    );
    const trafficSince = await watchTraffic(server);
    const answers: Exchange[] = [];
    // One after the other, since fetches at the same time may be joined into one.
    for (const token of tokens) answers.push(await server.call({ token }));
    const fetches = (await trafficSince()).filter(({ endpoint }) => endpoint === 'jwks').length;
    // How few they are depends on when the last fetch was.
    return { answers: answers.slice(-1), fetches: fetches < TOKENS / 2 ? 'few' : fetches };
  },
  judge: ({ fetches }) =>
    typeof fetches === 'string' || fetches < TOKENS / 2
      ? ok
      : violation(
          `a few fetches of the key set for ${TOKENS} tokens with unknown key ids`,
          `${fetches} fetches`,
        ),
});
