/** The formats of a report, by name. The schema is apart, in `schema.ts`, as zod costs a quick start. */
import type { Report } from '../harness/contract.ts';
import { renderJson } from './json.ts';
import { renderJunit } from './junit.ts';
import { renderTerminal } from './terminal.ts';

export interface Reporter {
  /** Of the file, without the dot. */
  extension: string;
  render(report: Report): string;
}

export const reporters = {
  json: { extension: 'json', render: renderJson },
  junit: { extension: 'xml', render: renderJunit },
  terminal: { extension: 'txt', render: (report) => renderTerminal(report) },
} satisfies Record<string, Reporter>;

export type ReporterName = keyof typeof reporters;

/** Whether there is a format of this name. */
export function isReporterName(name: string): name is ReporterName {
  return Object.hasOwn(reporters, name);
}

export { renderTerminal, type TerminalOptions } from './terminal.ts';
