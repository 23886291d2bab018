/** Findings as annotations of a job on GitHub (workflow commands). */
import type { CheckResult, Report } from '../harness/contract.ts';
import { findingsOf, messageOf, ofPart } from './findings.ts';
import type { RenderOptions } from './render-options.ts';
import { plural, withOutcome } from './summary.ts';
import { plain } from './text.ts';

/** GitHub shows ten of a kind for each step and drops the others; the last notice tells how many there are. */
const SHOWN = { error: 10, warning: 10, notice: 9 };

/**
 * Renders one line for each finding: an error for a violated MUST, a warning for a SHOULD or an open question, a notice
 * for the rest. Excused findings are notices.
 */
export function renderGithub(report: Report, { locate }: RenderOptions = {}): string {
  const kinds: Record<Kind, string[]> = { error: [], warning: [], notice: [] };
  for (const text of report.trouble ?? [])
    kinds.error.push(command('error', { title: 'The run' }, plain(text)));
  for (const check of findingsOf(report))
    kinds[kindOf(check)].push(annotation(report, check, locate?.(check)));
  for (const outcome of ['error', 'inconclusive'] as const) {
    for (const check of withOutcome(report, outcome)) {
      kinds.warning.push(
        command(
          'warning',
          { title: `${ofPart(report, check)}${outcome}: ${check.title}` },
          plain(check.reason ?? outcome),
        ),
      );
    }
  }
  const shown = Object.entries(SHOWN).flatMap(([kind, most]) => kinds[kind as Kind].slice(0, most));
  const left = Object.values(kinds).flat().length - shown.length;
  const more = command('notice', { title: 'More' }, `${plural(left, 'more finding')}: see the report.`);
  return [...shown, ...(left > 0 ? [more] : [])].map((line) => `${line}\n`).join('');
}

type Kind = 'error' | 'warning' | 'notice';

function kindOf(check: CheckResult): Kind {
  if (check.excuse !== undefined) return 'notice';
  if (check.outcome === 'fail') return 'error';
  return check.level === 'MUST' || check.level === 'SHOULD' ? 'warning' : 'notice';
}

function annotation(
  report: Report,
  check: CheckResult,
  place: { path: string; line: number } | undefined,
): string {
  const { excuse, remedy, sources } = check;
  const [clause] = sources;
  const lines = [
    ...(excuse === undefined ? [] : [`Excused (${excuse.by}): ${excuse.reason}`]),
    messageOf(check),
    ...(remedy === undefined ? [] : [remedy]),
    ...(clause === undefined ? [] : [`${clause.doc}, ${clause.section}: ${clause.url}`]),
    check.id,
  ];
  const where = place === undefined ? {} : { file: place.path, line: String(place.line) };
  return command(
    kindOf(check),
    { ...where, title: `${ofPart(report, check)}${check.title}` },
    lines.map(plain).join('\n'),
  );
}

/** What a target says must not end the command and begin another one. */
function command(kind: Kind, properties: Record<string, string>, message: string): string {
  const written = Object.entries(properties).map(
    ([name, value]) => `${name}=${escaped(plain(value)).replaceAll(':', '%3A').replaceAll(',', '%2C')}`,
  );
  return `::${kind} ${written.join(',')}::${escaped(message)}`;
}

function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
