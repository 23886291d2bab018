import type { Scene } from './scene.ts';
import type { SuiteRun } from './suite.ts';
import type { ConsoleReport, ReportedCheck, ReportedExchange, SummaryName } from './types.ts';
import { messageText, took, toneOfStatus } from './words.ts';
import type { Tone } from './words.ts';

interface OutcomeWords {
  readonly outcome: string;
  readonly count: SummaryName;
  readonly title: string;
  readonly tone: Tone;
}

/** What matters most comes first. */
const outcomes: readonly OutcomeWords[] = [
  { outcome: 'fail', count: 'fail', title: 'Violations', tone: 'bad' },
  { outcome: 'error', count: 'error', title: 'Errors of the tool', tone: 'bad' },
  { outcome: 'warn', count: 'warn', title: 'Warnings', tone: 'warn' },
  { outcome: 'inconclusive', count: 'inconclusive', title: 'Inconclusive', tone: 'warn' },
  { outcome: 'pass', count: 'pass', title: 'Passed', tone: 'good' },
  { outcome: 'untested', count: 'untested', title: 'Untested', tone: 'plain' },
  { outcome: 'not-applicable', count: 'notApplicable', title: 'Not applicable', tone: 'plain' },
];

const verdictTones: Readonly<Record<string, Tone>> = {
  conformant: 'good',
  nonconformant: 'bad',
};

/** The model of `suite`. */
export function suitePage({ suite }: Scene): object {
  const run = suite?.latest();
  const ways = suite?.suite.ways ?? [];
  return {
    url: run?.url ?? suite?.suite.url ?? '',
    way: run?.way ?? ways[0]?.name,
    ways,
    run: run === undefined ? undefined : runModel(run),
    report: run?.report === undefined ? undefined : reportModel(run.report),
  };
}

function runModel({ state, progress, trouble }: SuiteRun): object {
  const { text = 'Beginning', done = 0, total = 1 } = progress;
  return { state, text, done, total, trouble };
}

function reportModel(report: ConsoleReport): object {
  const exchanges = new Map(report.exchanges.map((exchange) => [exchange.id, exchange]));
  return {
    verdict: report.verdict,
    tone: verdictTones[report.verdict] ?? 'warn',
    url: report.target.url,
    specVersion: report.specVersion,
    situation: report.target.situation,
    took: took(report.durationMs),
    summary: outcomes
      .filter(({ count }) => report.summary[count] > 0)
      .map((words) => ({ ...words, count: report.summary[words.count], title: words.title.toLowerCase() })),
    remarks: [...(report.trouble ?? []), ...(report.notes ?? [])],
    groups: outcomes
      .map(({ outcome, title, tone }) => ({
        outcome,
        title,
        tone,
        checks: report.checks
          .filter((check) => check.outcome === outcome)
          .map((check) => checkModel(check, exchanges)),
      }))
      .filter(({ checks }) => checks.length > 0),
  };
}

function checkModel(check: ReportedCheck, exchanges: ReadonlyMap<string, ReportedExchange>): object {
  const facts = [
    ['Expected', check.expected],
    ['Seen', check.actual],
    ['Reason', check.reason],
    ['What to do', check.remedy],
  ];
  return {
    id: check.id,
    key: check.id.replaceAll(/[^\w-]/g, '-'),
    level: check.level,
    title: check.title,
    facts: facts.filter(([, text]) => text !== undefined),
    sources: check.sources.map(({ doc, section, url }) => ({ title: `${doc} ${section}`, url })),
    exchanges: check.evidence.flatMap((id) => {
      const exchange = exchanges.get(id);
      return exchange === undefined ? [] : [evidenceModel(exchange)];
    }),
  };
}

function evidenceModel({ id, request, response }: ReportedExchange): object {
  return {
    id,
    method: request.method,
    url: request.url,
    status: response?.status ?? 'no answer',
    tone: toneOfStatus(response?.status),
  };
}

/** The model of `reportExchange`. */
export function reportExchangePage({ request, response, failure }: ReportedExchange): object {
  return {
    requestText: messageText(`${request.method} ${request.url}`, request.headers, request.body),
    responseText:
      response === undefined
        ? undefined
        : messageText(`HTTP ${response.status}`, response.headers, response.body),
    failure: failure?.message ?? 'No answer.',
  };
}
