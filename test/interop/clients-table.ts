import type { CheckResult, Outcome, Report } from '../../harness/contract.ts';

const SHOWN: Record<Outcome, string> = {
  pass: '',
  fail: '**fails**',
  warn: 'warns',
  'not-applicable': '',
  untested: '',
  inconclusive: '?',
  error: 'error',
};

/** Two tables in Markdown: the sums of each client, and a row for each check that is not green everywhere. */
export function tableOf(reports: Readonly<Record<string, Report>>): string {
  const names = Object.keys(reports);
  const sums = Object.entries(reports).map(([name, { specVersion, summary, checks, durationMs }]) =>
    [
      name,
      specVersion,
      summary.pass,
      summary.fail,
      summary.warn,
      summary.notApplicable,
      summary.inconclusive,
      `${Math.round(durationMs / 1000)} s`,
      checks.length,
    ].map(String),
  );
  const head = [
    'client',
    'judged by',
    'pass',
    'fail',
    'warn',
    'not applicable',
    'not judged',
    'took',
    'checks',
  ];
  const ids = [
    ...new Set(Object.values(reports).flatMap(({ checks }) => checks.filter(isRed).map(({ id }) => id))),
  ];
  const rows = ids
    .sort()
    .map((id) => [
      `\`${id.replace(/^client\//, '')}\``,
      ...names.map((name) => shown(reports[name]?.checks.find((check) => check.id === id))),
    ]);
  return [table([head, ...sums]), table([['check', ...names], ...rows])].join('\n\n');
}

function isRed({ outcome }: CheckResult): boolean {
  return SHOWN[outcome] !== '';
}

function shown(result: CheckResult | undefined): string {
  return result === undefined ? '' : SHOWN[result.outcome];
}

function table([head = [], ...rows]: string[][]): string {
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}
