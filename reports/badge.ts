/** A badge for a README: as an SVG, and as the JSON that an endpoint badge of shields.io reads. */
import type { Report } from '../harness/contract.ts';
import { plural } from './summary.ts';
import { plain } from './text.ts';
import { jsonText } from './json-text.ts';

const LABEL = 'MCP authorization';

/** The colours that shields.io names. */
const COLORS = { brightgreen: '#4c1', yellow: '#dfb317', orange: '#fe7d37', red: '#e05d44' } as const;

interface Badge {
  message: string;
  color: keyof typeof COLORS;
}

function badgeOf({ verdict, summary, specVersion }: Report): Badge {
  if (verdict === 'nonconformant') return { message: plural(summary.fail, 'violation'), color: 'red' };
  if (verdict === 'incomplete') return { message: 'incomplete', color: 'orange' };
  return summary.warn > 0
    ? { message: `${specVersion}, ${plural(summary.warn, 'warning')}`, color: 'yellow' }
    : { message: `conformant to ${specVersion}`, color: 'brightgreen' };
}

/** Renders the JSON of an endpoint badge (https://shields.io/badges/endpoint-badge). */
export function renderBadgeEndpoint(report: Report): string {
  return jsonText({ schemaVersion: 1, label: LABEL, ...badgeOf(report) });
}

/** Renders `report.svg`: one file that refers to nothing else. */
export function renderBadge(report: Report): string {
  const { message, color } = badgeOf(report);
  const left = widthOf(LABEL);
  const right = widthOf(message);
  const text = (words: string, middle: number, width: number) =>
    `<text x="${middle}" y="14" textLength="${width - 10}" text-anchor="middle">${escaped(words)}</text>`;
  const name = escaped(`${LABEL}: ${message}`);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="20" role="img" aria-label="${name}">`,
    `  <title>${name}</title>`,
    `  <clipPath id="edge"><rect width="${left + right}" height="20" rx="3"/></clipPath>`,
    `  <g clip-path="url(#edge)">`,
    `    <rect width="${left}" height="20" fill="#555"/>`,
    `    <rect x="${left}" width="${right}" height="20" fill="${COLORS[color]}"/>`,
    `  </g>`,
    `  <g fill="#fff" font-family="Verdana,Geneva,DejaVu Sans,sans-serif" font-size="11">`,
    `    ${text(LABEL, left / 2, left)}`,
    `    ${text(message, left + right / 2, right)}`,
    `  </g>`,
    `</svg>\n`,
  ].join('\n');
}

/** As wide as Verdana at 11 px is on average; `textLength` then makes it fit exactly. */
function widthOf(text: string): number {
  return Math.round(text.length * 6.6) + 10;
}

function escaped(text: string): string {
  return plain(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
