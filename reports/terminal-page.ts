/** How a line comes on the page of a terminal: wrapped, cleaned, and only then coloured. */
import picocolors from 'picocolors';
import type { Exchange, Report } from '../harness/contract.ts';
import { columns, wrap } from './text.ts';

export type Paint = (text: string) => string;
export type Colors = ReturnType<typeof picocolors.createColors>;

export interface Page {
  width: number;
  verbose: boolean;
  /** Whether the terminal shows the text of a link instead of its address (OSC 8). */
  links: boolean;
  colors: Colors;
  report: Report;
  exchanges: ReadonlyMap<string, Exchange>;
}

/** A wrapped paragraph: `lead` before its first line, blanks of the same breadth before the others. */
export function paragraph(
  page: Page,
  lead: string,
  text: string,
  paint?: Paint,
  paintLead?: Paint,
): string[] {
  const breadth = columns(lead);
  return wrap(text, page.width - breadth).map((line, index) => {
    const before = index > 0 ? ' '.repeat(breadth) : (paintLead?.(lead) ?? lead);
    return `${before}${paint?.(line) ?? line}`;
  });
}

/** A heading: what follows, and how many of it. */
export function heading(page: Page, text: string, count: number, paint: Paint): string[] {
  return paragraph(page, '', `${text} (${count})`, (line) => page.colors.bold(paint(line)));
}

const LABEL = 12;

/** A label and its text; nothing when there is no text. */
export function field(
  page: Page,
  label: string,
  text: string | undefined,
  paint?: Paint,
  breadth = LABEL,
): string[] {
  if (text === undefined || text === '') return [];
  return paragraph(page, `  ${label}`.padEnd(breadth), text, paint, page.colors.dim);
}

/** Longer ones are no addresses that a reader follows. */
const LONGEST_ADDRESS = 300;

/**
 * A link to a page of the web: behind its text where the terminal can, else below it and whole, whatever the width, as
 * a broken address cannot be followed. What is no such address is plain text.
 */
export function link(page: Page, label: string, text: string, url: string, breadth = LABEL): string[] {
  const address = addressOf(url);
  const { cyan } = page.colors;
  if (address !== undefined && page.links) return field(page, label, text, hyperlink(address, cyan), breadth);
  const below =
    address === undefined
      ? field(page, '', url, undefined, breadth)
      : [`${' '.repeat(breadth)}${cyan(address)}`];
  return [...field(page, label, text, undefined, breadth), ...below];
}

/** Written anew, so that no control character is in it. */
function addressOf(url: string): string | undefined {
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) return undefined;
  const { href } = new URL(url);
  return href.length > LONGEST_ADDRESS ? undefined : href;
}

/** OSC 8, as most terminals understand it. */
function hyperlink(address: string, paint: Paint): Paint {
  return (line) => `\u001b]8;;${address}\u001b\\${paint(line)}\u001b]8;;\u001b\\`;
}
