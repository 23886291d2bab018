import { clientCheck, headerOf, ok, unclear, violation, type Step } from '../../../harness/index.ts';
import { BUSY } from '../busy.ts';
import { after, isLogin } from '../sequence.ts';

/** Clocks and timers are not exact. */
const TOLERANCE_MS = 100;

export default clientCheck({
  requirement: 'client.availability.retry-after-respected',
  title: 'The client does not come back before the time that Retry-After says, in seconds or as a date',
  scenario: BUSY,
  reaches: 'served',
  judge(story) {
    const refused = story.of('mcp').filter(({ status }) => status === 503);
    if (refused.length === 0) return unclear('The client did not ask for the list of tools.');
    for (const step of refused) {
      const again = after(story, step).find(
        ({ kind, sent }) => kind === 'mcp' && sent['method'] === step.sent['method'] && !isBeside(step, sent),
      );
      // Who gets another token first is judged by another check.
      if (again === undefined || after(story, step).some(isLogin)) continue;
      const { timing, response } = step.exchange;
      // From the request on: when its answer has arrived is not known here, and may be long before it is noted as sent.
      const waited = again.exchange.timing.startedMs - timing.startedMs;
      if (waited < leastWait(step) - TOLERANCE_MS)
        return violation(
          `no retry before the time of Retry-After: ${headerOf(response?.headers ?? [], 'retry-after') ?? ''}`,
          `a retry after ${Math.max(0, Math.round(waited)) / 1000} s`,
        );
    }
    return ok;
  },
});

/** Another call of the same kind, such as of another tool. */
function isBeside(step: Step, sent: Step['sent']): boolean {
  const operation = (params: unknown): string =>
    JSON.stringify((params as { name?: unknown } | undefined)?.name ?? null);
  return operation(step.sent['params']) !== operation(sent['params']);
}

/** Milliseconds. A date is whole seconds, as is the Date of the answer that it is compared with. */
function leastWait({ exchange: { response } }: Step): number {
  const lines = response?.headers ?? [];
  const retryAfter = headerOf(lines, 'retry-after') ?? '0';
  if (/^\d+$/.test(retryAfter)) return Number(retryAfter) * 1000;
  return Date.parse(retryAfter) - Date.parse(headerOf(lines, 'date') ?? '') - 1_000;
}
