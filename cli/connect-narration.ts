/** Tells a connection attempt to a person, step by step: what was sent, what came, what the specification says. */
import picocolors from 'picocolors';
import type { ConnectReport, Remark, Step } from '../harness/connect/types.ts';
import type { Exchange } from '../harness/contract.ts';
import { wrap } from '../reports/text.ts';

export interface NarrationOptions {
  color: boolean;
  width: number;
}

type Paint = (text: string) => string;

const plainly: Paint = (text) => text;
const LABEL = 9;

/** One step that has ended. */
export function narrateStep(
  step: Step,
  exchanges: readonly Exchange[],
  { color, width }: NarrationOptions,
): string {
  const colors = picocolors.createColors(color);
  const mark = {
    ok: colors.green('✓'),
    warning: colors.yellow('!'),
    failed: colors.red('✗'),
  }[step.outcome];
  const field = (label: string, text: string, paint: Paint = plainly): string[] =>
    wrap(text, Math.max(width - LABEL - 1, 30)).map(
      (line, index) => `  ${colors.dim((index === 0 ? label : '').padEnd(LABEL - 2))}${paint(line)}`,
    );
  const remark = ({ kind, text, cause, fix }: Remark): string[] => {
    if (kind === 'note') return field('', text);
    const isProblem = kind === 'problem';
    return [
      ...field(isProblem ? 'FAILED' : 'warning', text, isProblem ? colors.red : colors.yellow),
      ...(cause === undefined ? [] : field('cause', cause)),
      ...(fix === undefined ? [] : field('fix', fix)),
    ];
  };
  const { clause } = step;
  const lines = [
    `${mark} ${colors.bold(`${step.number}. ${step.title}`)}`,
    ...exchanges.flatMap(({ request, response, failure, timing }) => [
      ...field('sent', `${request.method} ${withoutQuery(request.url)}`),
      ...field('came', `${response?.status ?? failure?.message ?? 'nothing'} (${timing.durationMs} ms)`),
    ]),
    ...step.remarks.flatMap(remark),
    ...(clause === undefined
      ? []
      : [
          ...field(
            'rule',
            `${clause.statement} (${clause.source.doc}, ${clause.source.section})`,
            colors.dim,
          ),
          ...field('', clause.source.url, colors.cyan),
        ]),
  ];
  return `${lines.join('\n')}\n\n`;
}

/** The parameters stand below, one a line. */
function withoutQuery(url: string): string {
  const at = url.indexOf('?');
  return at < 0 ? url : `${url.slice(0, at)}?…`;
}

/** What became of it, at the end. */
export function narrateEnd(report: ConnectReport, { color, width }: NarrationOptions): string {
  const colors = picocolors.createColors(color);
  const { failure, steps, exchanges, durationMs, spoken } = report;
  const figures = `${steps.length} steps, ${exchanges.length} exchanges, ${(durationMs / 1_000).toFixed(1)} s`;
  const paragraph = (text: string, paint: Paint, indent = '  ') =>
    wrap(text, Math.max(width - 3, 30))
      .map((line, index) => `${index === 0 ? '' : indent}${paint(line)}`)
      .join('\n');
  if (failure === undefined) {
    const isOpen = steps.every(({ layer }) => layer === 'challenge');
    const how = isOpen ? 'without authorization: nothing was refused' : 'with authorization';
    return `${paragraph(`✓ Connected ${how} (MCP ${spoken ?? report.specVersion}; ${figures}).`, colors.green)}\n`;
  }
  const layer = failure.layer.replaceAll('-', ' ');
  const lines = [
    paragraph(`✗ Not connected. The layer that failed: ${layer} (step ${failure.step}).`, colors.red),
    paragraph(`  ${failure.text}`, plainly),
    ...(failure.cause === undefined ? [] : [paragraph(`  Likely cause: ${failure.cause}`, plainly)]),
    ...(failure.fix === undefined ? [] : [paragraph(`  Fix: ${failure.fix}`, plainly)]),
    colors.dim(`  ${figures}`),
  ];
  return `${lines.join('\n')}\n`;
}
