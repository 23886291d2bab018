import { describe, firstProblem, ok, serverCheck, violation, type Exchange } from '../../../harness/index.ts';

const KILOBYTES = [16, 64, 256];

export default serverCheck({
  requirement: 'server.security.oversized-header',
  title: 'A very large Authorization field is refused at once, and the server goes on',
  // A server that goes down by it takes the findings of other checks along: so alone and last.
  exclusive: true,
  observesFailures: true,
  probe: async (server) => {
    const large = await Promise.all(
      KILOBYTES.map((size) => server.call({ token: 'x1'.repeat(size * 512), timeoutMs: 5_000 })),
    );
    return { large, afterwards: await server.call() };
  },
  judge: ({ large, afterwards }) =>
    firstProblem([
      ...large.map((answer, index) => judgeLarge(answer, `a token of ${KILOBYTES[index] ?? 0} kilobytes`)),
      afterwards.failure === undefined
        ? ok
        : violation('an answer to the request that follows', describe(afterwards)),
    ]),
});

/** A reset instead of an answer is curt, and harms nobody. */
function judgeLarge({ response, failure, ...rest }: Exchange, what: string) {
  const isRefused = response !== undefined && response.status >= 400 && response.status < 500;
  if (isRefused || (response === undefined && failure?.kind !== 'timeout')) return ok;
  const actual = response === undefined ? 'no answer within five seconds' : `HTTP ${response.status}`;
  return violation(`a 4xx for ${what}`, `${actual} (${rest.id})`);
}
