import {
  describe,
  firstProblem,
  gatherOutage,
  ok,
  serverCheck,
  unclear,
  violation,
} from '../../../harness/index.ts';

const LIMIT_MS = 15_000;
/** A request without a token needs nothing of the authorization server. */
const AT_ONCE_MS = 3_000;

export default serverCheck({
  requirement: 'server.availability.introspection-timeout',
  title: 'An authorization server that hangs holds up neither the answer nor other requests',
  needs: ['mint', 'outage', 'restart'],
  exclusive: true,
  observesFailures: true,
  probe: async (server) => {
    const { unverifiable, bare, tried } = await gatherOutage(server, { mode: 'hang' });
    return { unverifiable, bare, tried };
  },
  judge: ({ unverifiable, bare, tried }) => {
    if (!tried) return unclear('The server did not turn to the authorization server while it hung.');
    return firstProblem([
      isInTime(unverifiable, LIMIT_MS)
        ? ok
        : violation(
            `an answer within ${LIMIT_MS / 1000} seconds`,
            `${describe(unverifiable)} after ${seconds(unverifiable)} s`,
          ),
      isInTime(bare, AT_ONCE_MS)
        ? ok
        : violation(
            'a request without a token is answered at once meanwhile',
            `${describe(bare)} after ${seconds(bare)} s`,
          ),
    ]);
  },
});

type Timed = Parameters<typeof describe>[0];

function isInTime({ response, timing }: Timed, limitMs: number): boolean {
  return response !== undefined && timing.durationMs <= limitMs;
}

function seconds({ timing }: Timed): number {
  return Math.round(timing.durationMs / 100) / 10;
}
