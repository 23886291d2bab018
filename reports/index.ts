/** The formats of a report, by name. The schema is apart, in `schema.ts`, as zod costs a quick start. */
import type { Report } from '../harness/contract.ts';
import { renderBadge, renderBadgeEndpoint } from './badge.ts';
import { renderCodeQuality } from './code-quality.ts';
import { renderCsv } from './csv.ts';
import { renderGithub } from './github.ts';
import { renderHar } from './har.ts';
import { renderHtml } from './html.ts';
import { renderJson } from './json.ts';
import { renderJunit } from './junit.ts';
import { renderMarkdown } from './markdown.ts';
import type { RenderOptions } from './render-options.ts';
import { renderSarif } from './sarif.ts';
import { renderTerminal } from './terminal.ts';

export interface Reporter {
  /** Of the file, without the first dot. */
  extension: string;
  render: (report: Report, options?: RenderOptions) => string;
  /** Files that go with it. */
  also?: readonly Reporter[];
}

export const reporters = {
  json: { extension: 'json', render: renderJson },
  html: { extension: 'html', render: (report) => renderHtml(report) },
  junit: { extension: 'xml', render: renderJunit },
  sarif: { extension: 'sarif', render: renderSarif },
  markdown: { extension: 'md', render: renderMarkdown },
  badge: {
    extension: 'svg',
    render: renderBadge,
    also: [{ extension: 'badge.json', render: renderBadgeEndpoint }],
  },
  csv: { extension: 'csv', render: renderCsv },
  har: { extension: 'har', render: renderHar },
  'code-quality': { extension: 'code-quality.json', render: renderCodeQuality },
  github: { extension: 'github.txt', render: renderGithub },
  terminal: { extension: 'txt', render: (report) => renderTerminal(report) },
} satisfies Record<string, Reporter>;

export type ReporterName = keyof typeof reporters;

/** Whether there is a format of this name. */
export function isReporterName(name: string): name is ReporterName {
  return Object.hasOwn(reporters, name);
}

export { renderGate } from './gate-text.ts';
export { renderTerminal, type TerminalOptions } from './terminal.ts';
export type { RenderOptions, SourceLocation } from './render-options.ts';
