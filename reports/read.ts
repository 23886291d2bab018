/** Reads a `report.json` that somebody kept: checked, so that nothing later stumbles over it. */
import type { Report } from '../harness/contract.ts';
import { reportSchema } from './schema.ts';
import { plain } from './text.ts';

/** Why a file is no report that can be read; for the reader of the message. */
export class UnreadableReport extends Error {
  override readonly name = 'UnreadableReport';
}

const MOST_ISSUES = 3;

/**
 * The report in a text. Members that this version does not know are dropped.
 *
 * @param name Of the file, for the message.
 * @throws UnreadableReport that says what is wrong and what to do.
 */
export function readReport(text: string, name: string): Report {
  const value = parsed(text, name);
  requireReport(value, name);
  let result;
  try {
    result = reportSchema.safeParse(value);
  } catch (error) {
    if (error instanceof RangeError)
      throw new UnreadableReport(`${name} is nested too deeply to be a report.`);
    throw error;
  }
  if (result.success) return result.data;
  const { issues } = result.error;
  const shown = issues.slice(0, MOST_ISSUES).map(({ path, message }) => `${path.join('.')}: ${message}`);
  const more = issues.length > MOST_ISSUES ? `; and ${issues.length - MOST_ISSUES} more` : '';
  throw new UnreadableReport(
    `${name} is not a whole report: ${plain(shown.join('; '))}${more}. Was it edited? Run the suite again.`,
  );
}

function parsed(text: string, name: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    if (text.trim() === '') throw new UnreadableReport(`${name} is empty. Was the run interrupted?`);
    // What begins like a report and does not end like one.
    const cut = text.trimStart().startsWith('{') && !text.trimEnd().endsWith('}');
    throw new UnreadableReport(
      cut
        ? `${name} ends in the middle: it was cut off while it was written or copied. Run the suite again.`
        : `${name} is not JSON. Name the report.json that a run wrote.`,
    );
  }
}

function requireReport(value: unknown, name: string): void {
  const isObject = typeof value === 'object' && value !== null;
  if (!isObject || !('schemaVersion' in value) || !('checks' in value)) {
    throw new UnreadableReport(
      `${name} is JSON, but no report of mcp-auth-conformance. Name the report.json that a run wrote.`,
    );
  }
  const { schemaVersion } = value;
  if (schemaVersion === '1') return;
  throw new UnreadableReport(
    `${name} is of schema version ${plain(JSON.stringify(schemaVersion).slice(0, 40))}; this version of the tool reads "1". Use the version that wrote it, or run the suite again.`,
  );
}
