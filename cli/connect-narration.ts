/** Tells a connection attempt to a person, step by step: what was sent, what came, what the specification says. */
import picocolors from 'picocolors';
import type { ConnectReport, Remark, Step } from '../harness/connect/types.ts';
import type { Exchange } from '../harness/contract.ts';
import { plain } from '../reports/text.ts';
import { wrapped } from './wrap.ts';

export interface NarrationOptions {
  color: boolean;
  width: number;
}

export interface Narrator {
  /** One step that has ended. */
  step(step: Step, exchanges: readonly Exchange[]): string;
  /** What became of it, at the end. */
  end(report: ConnectReport): string;
}

type Paint = (text: string) => string;

const LABEL = 9;
const plainly: Paint = (text) => text;

/** A clause is cited where it comes up first; a step-up goes the same way a second time. */
export function createNarrator({ color, width }: NarrationOptions): Narrator {
  const colors = picocolors.createColors(color);
  const cited = new Set<string>();

  /** Lines beside a label. URLs stay in one piece, so that they can be clicked and copied. */
  const field = (label: string, text: string, paint: Paint = plainly): string[] =>
    wrapped(plain(text), Math.max(width - LABEL, 40)).map(
      (line, index) => `  ${colors.dim((index === 0 ? label : '').padEnd(LABEL - 2))}${paint(line.trim())}`,
    );

  const remark = ({ kind, text, cause, fix }: Remark): string[] => {
    if (kind === 'note') return field('', text);
    const [label, paint]: [string, Paint] =
      kind === 'problem' ? ['FAILED', colors.red] : ['warning', colors.yellow];
    return [
      ...field(label, text, paint),
      ...(cause === undefined ? [] : field('cause', cause)),
      ...(fix === undefined ? [] : field('fix', fix)),
    ];
  };

  const exchange = ({ request, response, failure, timing }: Exchange): string[] => [
    ...field('sent', `${request.method} ${withoutQuery(request.url)}`),
    // What a browser saw has no time of ours.
    ...field(
      'came',
      `${response?.status ?? failure?.message ?? 'nothing'}${timing.durationMs === 0 ? '' : ` (${timing.durationMs} ms)`}`,
    ),
  ];

  const rule = ({ clause }: Step): string[] => {
    if (clause === undefined || cited.has(clause.requirement)) return [];
    cited.add(clause.requirement);
    const { doc, section, url } = clause.source;
    return [
      ...field('rule', `${clause.statement} (${doc}, ${section})`, colors.dim),
      ...field('', url, colors.cyan),
    ];
  };

  return {
    step(step, exchanges) {
      const mark = { ok: colors.green('✓'), warning: colors.yellow('!'), failed: colors.red('✗') };
      const lines = [
        `${mark[step.outcome]} ${colors.bold(plain(`${step.number}. ${step.title}`))}`,
        ...exchanges.flatMap(exchange),
        ...step.remarks.flatMap(remark),
        ...rule(step),
      ];
      return `${lines.join('\n')}\n\n`;
    },
    end(report) {
      const { failure, steps, exchanges, durationMs, spoken = report.specVersion } = report;
      const figures = `${steps.length} steps, ${exchanges.length} exchanges, ${(durationMs / 1_000).toFixed(1)} s`;
      if (failure === undefined) {
        const isOpen = steps.every(({ layer }) => layer === 'challenge');
        const how = isOpen ? 'without authorization, since nothing was refused' : 'with authorization';
        return `${colors.green(`✓ Connected ${how}`)} (MCP ${spoken}; ${figures})\n`;
      }
      const layer = failure.layer.replaceAll('-', ' ');
      return [
        `${colors.red(`✗ Not connected. The layer that failed: ${layer}`)} (step ${failure.step}; ${figures})`,
        // Of the last step it stands just above.
        ...(failure.step === steps.length ? [] : remark({ kind: 'problem', ...failure })),
        '',
      ].join('\n');
    },
  };
}

/** The parameters stand below, one a line. */
function withoutQuery(url: string): string {
  const at = url.indexOf('?');
  return at < 0 ? url : `${url.slice(0, at)}?…`;
}
