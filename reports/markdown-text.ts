/** Text for Markdown that others wrote: it must read as text, whatever is in it. */
import { plain } from './text.ts';

/** A code span that its content cannot end (CommonMark §6.1). No mention and no link works in it. */
export function code(text: string): string {
  const clean = plain(text);
  if (clean === '') return '';
  const longest = Math.max(0, ...[...clean.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = clean.startsWith('`') || clean.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${clean}${pad}${fence}`;
}

/** Prose: its code spans stay, everything else that Markdown or HTML would act on is escaped. */
export function prose(text: string): string {
  return plain(text)
    .split(/(`[^`]+`)/)
    .map((part) => (/^`[^`]+`$/.test(part) ? code(part.slice(1, -1)) : escaped(part)))
    .join('');
}

function escaped(text: string): string {
  return (
    text
      .replaceAll(/[\\`*_{}[\]#|~!]/g, String.raw`\$&`)
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      // A zero-width space keeps it from being a mention of somebody.
      .replaceAll(/(?<!\w)@/g, '@\u200B')
  );
}

/** A link, when the address is one of the web; else the text alone. */
export function link(text: string, url: string): string {
  return /^https?:\/\/[^\s<>()"\\\u0000-\u001F]+$/.test(url)
    ? `[${prose(text).replaceAll('`', '')}](${url})`
    : prose(text);
}

/** At most so many characters; says that something is missing. */
export function clipped(text: string, most: number): string {
  const characters = Array.from(text);
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}
