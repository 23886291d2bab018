/** `report.html`: one file that needs nothing else, opens from the disk, and asks nobody. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Eta } from 'eta';
import type { Report } from '../harness/contract.ts';
import { viewOf } from './html/view.ts';
import { templates } from './html/views.ts';

interface Assets {
  style: string;
  script: string;
  policy: string;
  eta: Eta;
}

let loaded: Assets | undefined;

/** Renders a report as a page. What the target sent stays text: escaped here, and never parsed as markup there. */
export function renderHtml(report: Report): string {
  const { eta, ...assets } = (loaded ??= load());
  return eta.render('@page', { ...assets, view: viewOf(report) });
}

function load(): Assets {
  const [style, script] = [asset('page.css'), asset('page.js')];
  const eta = new Eta({ autoEscape: true });
  for (const [name, text] of Object.entries(templates)) eta.loadTemplate(`@${name}`, text);
  return { style, script, policy: policyOf(style, script), eta };
}

/** Found from here and from where the build puts this file: both are one folder below the root. */
function asset(name: string): string {
  // A page is read with line feeds only, and so its hashes are made (HTML, 13.2.3.5).
  return readFileSync(new URL(`../reports/html/${name}`, import.meta.url), 'utf8').replaceAll('\r\n', '\n');
}

/** Nothing is loaded from anywhere, nothing is sent, and only this style and this script count. */
function policyOf(style: string, script: string): string {
  return [
    "default-src 'none'",
    `style-src '${hashOf(style)}'`,
    `script-src '${hashOf(script)}'`,
    "base-uri 'none'",
    "form-action 'none'",
    // A text of the target cannot be parsed as markup even by a slip of the script.
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
