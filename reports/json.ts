import type { Report } from '../harness/contract.ts';

/** `report.json`: the report as it is, from which every other format can be made. */
export function renderJson(report: Report): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}
