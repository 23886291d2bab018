/** Text for a terminal: cleaned of what a target could smuggle in, wrapped to a width. */
import { stripVTControlCharacters } from 'node:util';

/** C0 and C1 controls, and marks that turn the direction of the text around them. */
const controls = /[\u0000-\u001F\u007F-\u009F\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF]+/g;

/** Characters that take two columns: East Asian scripts and pictographs. */
const wide =
  /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]|\p{Emoji_Presentation}/u;

const zero = /\p{Mn}|\p{Me}|\u200B|\u200D/u;

/**
 * One line of plain text: no escape sequence, no control character, no change of direction. What a target
 * answered goes to the reader's terminal, which must not be steered by it.
 */
export function plain(text: string): string {
  return stripVTControlCharacters(text).replace(controls, ' ').trim();
}

/** Columns that a text takes. */
export function columns(text: string): number {
  let sum = 0;
  for (const character of text) sum += zero.test(character) ? 0 : wide.test(character) ? 2 : 1;
  return sum;
}

/** Breaks a text, cleaned, into lines of at most `width` columns; a longer word is broken too. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of plain(text)
    .split(/ +/)
    .flatMap((part) => pieces(part, width))) {
    if (line === '') line = word;
    else if (columns(line) + 1 + columns(word) <= width) line += ` ${word}`;
    else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}

/** A word in pieces that fit; broken after a delimiter of a URL when there is one in the second half. */
function pieces(word: string, width: number): string[] {
  const found: string[] = [];
  let rest = word;
  while (columns(rest) > width) {
    const fitting = prefix(rest, Math.max(width, 2));
    const delimiter = fitting.search(/[/?&#=,;.-][^/?&#=,;.-]*$/) + 1;
    const cut = delimiter > fitting.length / 2 ? delimiter : fitting.length;
    found.push(rest.slice(0, cut));
    rest = rest.slice(cut);
  }
  return rest === '' ? found : [...found, rest];
}

function prefix(text: string, width: number): string {
  let taken = '';
  let sum = 0;
  for (const character of text) {
    sum += columns(character);
    if (sum > width) break;
    taken += character;
  }
  return taken;
}
