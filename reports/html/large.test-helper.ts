/** Reports that a page must bear: a large one, and one whose every text means harm. */
import type { CheckResult, Exchange, Outcome, Report } from '../../harness/contract.ts';
import { checkWith, exchangeWith, reportWith } from '../sample.test-helper.ts';

const outcomes: Outcome[] = [
  'pass',
  'pass',
  'pass',
  'fail',
  'warn',
  'not-applicable',
  'untested',
  'inconclusive',
];

/** @param bodyLength Of each response; each is another text. */
export function largeReport(checkCount = 500, exchangeCount = 3_000, bodyLength = 800): Report {
  const exchanges = Array.from({ length: exchangeCount }, (_, index): Exchange => {
    const { request, response, ...rest } = exchangeWith(`x${index + 1}`, index % 3 === 0 ? 401 : 200);
    const body = `{"jsonrpc":"2.0","id":${index},"result":{"text":"${'word '.repeat(bodyLength / 5)}"}}`;
    return {
      ...rest,
      request: { ...request, body: `{"jsonrpc":"2.0","id":${index},"method":"tools/list","params":{}}` },
      ...(response !== undefined && { response: { ...response, body } }),
    };
  });
  const each = exchangeCount / checkCount;
  const checks = Array.from({ length: checkCount }, (_, index): CheckResult => {
    const outcome = outcomes[index % outcomes.length] ?? 'pass';
    return checkWith(`server/topic-${index % 20}/check-${index}`, outcome, {
      title: `A token of the kind ${index} is refused with 401, whatever else the request holds`,
      evidence: exchanges.slice(index * each, (index + 1) * each).map(({ id }) => id),
      ...(['fail', 'warn'].includes(outcome)
        ? { expected: 'HTTP 401', actual: 'HTTP 200 with a result', remedy: 'Compare `aud`. '.repeat(12) }
        : outcome === 'pass'
          ? {}
          : { reason: `It could not be had (${index % 7}).` }),
    });
  });
  return reportWith(checks, exchanges);
}

export const HARM =
  '</script><script>globalThis.harmed=1</script><img src=x onerror="globalThis.harmed=2">"\'><svg onload=globalThis.harmed=3><style>*{display:none}</style><!-- {{7*7}} ${7*7} <%= 7*7 %> \u202Eevil\u0000\u001B[2J\u2028</title></details>';

/** Every text of it comes from a hostile target, those too that only we write. */
export function hostileReport(): Report {
  const url = `javascript:globalThis.harmed=4//${HARM}`;
  const lines: Exchange['request']['headers'] = [
    [HARM, HARM],
    ['__proto__', HARM],
  ];
  const exchange: Exchange = {
    id: HARM,
    by: 'gather/x',
    via: 'harness',
    request: { method: HARM, url, headers: lines, body: `a=${encodeURIComponent(HARM)}&b=1` },
    response: { status: 401, headers: lines, body: JSON.stringify({ [HARM]: HARM }) },
    timing: { startedMs: 0, durationMs: 1 },
  };
  const checks = (
    ['fail', 'warn', 'error', 'inconclusive', 'untested', 'not-applicable', 'pass'] as const
  ).map((outcome) =>
    checkWith(`server/${HARM}/${outcome}`, outcome, {
      requirement: HARM,
      title: HARM,
      expected: HARM,
      actual: `"${HARM}"`,
      reason: HARM,
      remedy: `\`${HARM}\``,
      sources: [{ doc: HARM, section: HARM, url }],
      evidence: [HARM],
      exhibits: { [HARM]: HARM, __proto__: HARM },
      excuse: { by: 'baseline', reason: HARM },
    }),
  );
  const report = reportWith(checks, [exchange], { trouble: [HARM], notes: [HARM], requirementSet: HARM });
  const cause = { kind: 'violations' as const, exitCode: 1, text: HARM, checks: [HARM] };
  return {
    ...report,
    target: { ...report.target, url, profile: HARM },
    startedAt: HARM,
    gate: { failOn: 'must', causes: [cause], exitCode: 1, coverage: { judged: 1, applicable: 2 } },
    parts: [{ target: { ...report.target, url }, specVersion: '2025-11-25', verdict: 'nonconformant' }],
  };
}
