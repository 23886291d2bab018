import type { HeaderLine, Step, StepKind, Story } from '../../harness/index.ts';

let last = 0;

/** A step as a record gives it, for tests of judges. */
export function stepAt(
  startedMs: number,
  kind: StepKind,
  {
    parameters = {},
    headers = [],
    status = 200,
    body = '',
  }: { parameters?: Record<string, string>; headers?: HeaderLine[]; status?: number; body?: string } = {},
): Step {
  last += 1;
  return {
    kind,
    attempt: 1,
    status,
    parameters,
    sent: {},
    got: {},
    facts: {},
    exchange: {
      id: `x${last}`,
      by: 'client/test',
      via: kind === 'mcp' ? 'server' : 'mock-as',
      request: { method: 'POST', url: 'http://127.0.0.1:1/', headers, body },
      response: { status, headers: [], body: '' },
      timing: { startedMs, durationMs: 10 },
    },
  };
}

/** What a client did, and what it printed. */
export function storyOf(steps: Step[], output = ''): Story {
  return {
    url: 'http://127.0.0.1:1/mcp',
    issuer: 'http://127.0.0.1:2',
    second: undefined,
    launches: [{ attempt: 1, startedMs: 0, durationMs: 1_000, exitCode: 0, output, opened: [] }],
    steps,
    notes: {},
    of: (kind, attempt) =>
      steps.filter((step) => step.kind === kind && (attempt === undefined || step.attempt === attempt)),
    reach: 'served',
    summary: 'The client exited with 0 and was served',
    counts: () => '',
  };
}
