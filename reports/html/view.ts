/** What the templates show: the report, sorted as a reader asks for it. */
import type { CheckResult, Exchange, Outcome, Report } from '../../harness/contract.ts';
import { evidenceOf, exchangesById, groupBy, plural, topicOf, withOutcome } from '../summary.ts';
import { checkView, countsOf, OUTCOMES, sentence, type CheckView, type CountView } from './check-view.ts';
import { exhibitsOf } from './decisive.ts';
import { diagramOf, type Diagram } from './diagram.ts';
import { flowOf, type Flow } from './flow.ts';
import { headOf, type HeadView } from './head-view.ts';
import { jsonForScript, pack } from './pack.ts';
import { visible, type Part } from './visible.ts';

export interface TopicView {
  name: string;
  checks: CheckView[];
  counts: CountView[];
}

export interface ReasonView {
  reason: Part[];
  count: string;
  checks: CheckView[];
}

export interface PageView extends HeadView {
  counts: CountView[];
  findings: { heading: string; outcome: Outcome; checks: CheckView[] }[];
  open: ReasonView[];
  untested: ReasonView[];
  notApplicable: ReasonView[];
  topics: TopicView[];
  levels: string[];
  flow: (Flow & { diagram: Diagram; group: number; label: string }) | undefined;
  packed: string;
}

export function viewOf(report: Report): PageView {
  const byId = exchangesById(report);
  const sent = groupBy(report.exchanges, ({ by }) => by);
  const bySender = new Map(sent);
  const groups = report.checks.map((check) => exhibitsOf(check, evidenceWith(check, byId, bySender)));
  const views = report.checks.map((check, index) => checkView(report, check, groups[index] ?? [], index));
  const viewById = new Map(report.checks.map((check, index) => [check, views[index]]));
  const of = (checks: CheckResult[]) => checks.flatMap((check) => viewById.get(check) ?? []);
  const flow = flowOf(report);
  if (flow !== undefined) groups.push(flow.steps.map(({ exchange }) => ({ exchange, label: '', marks: {} })));
  const flowGroup = groups.length - 1;
  const important = [
    ...[...withOutcome(report, 'fail'), ...withOutcome(report, 'warn')].map((check) =>
      report.checks.indexOf(check),
    ),
    ...(flow === undefined ? [] : [flowGroup]),
  ];
  const reasons = (...outcomes: Outcome[]) =>
    reasonViews(
      outcomes.flatMap((outcome) => withOutcome(report, outcome)),
      of,
    );
  return {
    ...headOf(report),
    counts: countsOf(report.checks),
    findings: findingsOf(report, of),
    open: reasons('error', 'inconclusive'),
    untested: reasons('untested'),
    notApplicable: reasons('not-applicable'),
    topics: topicsOf(report, of),
    levels: [...new Set(report.checks.map(({ level }) => level))],
    flow: flow === undefined ? undefined : flowView(flow, flowGroup),
    packed: jsonForScript(pack(groups, important)),
  };
}

type Views = (checks: CheckResult[]) => CheckView[];

/** What the check names, or, when it names nothing, what it sent. */
function evidenceWith(
  check: CheckResult,
  byId: ReadonlyMap<string, Exchange>,
  bySender: ReadonlyMap<string, Exchange[]>,
): Exchange[] {
  const named = evidenceOf(check, byId);
  return named.length > 0 ? named : (bySender.get(check.id) ?? []);
}

/** The violations, the gravest first. */
function findingsOf(report: Report, of: Views): PageView['findings'] {
  const kinds = {
    MUST: 'Violated MUSTs',
    SHOULD: 'Violated SHOULDs',
    MAY: 'Odd use of a MAY',
    practice: 'Against good practice',
  };
  return (['fail', 'warn'] as const).flatMap((outcome) =>
    groupBy(withOutcome(report, outcome), ({ level }) => level).map(([level, checks]) => ({
      // A MUST that only warns is one whose variant the text lets pass.
      heading:
        level === 'MUST' && outcome === 'warn'
          ? 'MUSTs, in a variant that is tolerated'
          : kinds[level as keyof typeof kinds],
      outcome,
      checks: of(checks),
    })),
  );
}

function reasonViews(checks: CheckResult[], of: Views): ReasonView[] {
  return groupBy(checks, ({ reason }) => reason ?? 'No reason was given.').map(([reason, group]) => ({
    reason: sentence(reason),
    count: plural(group.length, 'check'),
    checks: of(group),
  }));
}

function topicsOf({ checks }: Report, of: Views): TopicView[] {
  return groupBy(checks, topicOf).map(([name, group]) => ({
    name: visible(name),
    checks: of([...group].sort((a, b) => OUTCOMES.indexOf(a.outcome) - OUTCOMES.indexOf(b.outcome))),
    counts: countsOf(group),
  }));
}

function flowView(flow: Flow, group: number) {
  const parties = new Set(flow.steps.flatMap(({ from, to }) => [from, to]));
  const label = `Sequence diagram: ${plural(flow.steps.length, 'step')} between ${[...parties].join(', ')}; the list below has the same steps.`;
  const steps = flow.steps.map((step) => ({
    ...step,
    from: visible(step.from),
    to: visible(step.to),
    asked: visible(step.asked),
    answered: visible(step.answered),
  }));
  return { ...flow, steps, diagram: diagramOf({ ...flow, steps }), group, label: visible(label) };
}
