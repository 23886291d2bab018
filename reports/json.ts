import type { Report } from '../harness/contract.ts';
import { jsonText } from './json-text.ts';

/** `report.json`: the report as it is, from which every other format can be made. */
export function renderJson(report: Report): string {
  return jsonText(report);
}
