/**
 * Text of a target for a page: what cannot be seen, or would turn the direction of the text around it, is shown by its
 * code point, so that nothing in a report reads otherwise than it was sent.
 */

/** Controls but for line feed and tabulator, and the marks that turn a line's direction (Unicode UAX #9). */
const invisible =
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u061C\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF\uFFF9-\uFFFB]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** `a\rb` becomes `a‹U+000D›b`. */
export function visible(text: string): string {
  return text.replace(invisible, (character) => {
    const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    return `‹U+${code}›`;
  });
}

/** A part of a sentence; `code` where the sentence had it in backquotes. */
export interface Part {
  text: string;
  code: boolean;
}

/** Splits a sentence at its backquotes, as remedies write code. */
export function partsOf(sentence: string): Part[] {
  const pieces = visible(sentence).split('`');
  // An odd backquote is one that the target sent.
  if (pieces.length % 2 === 0) return [{ text: pieces.join('`'), code: false }];
  return pieces.map((text, index) => ({ text, code: index % 2 === 1 })).filter(({ text }) => text !== '');
}

/** The address when a reader may follow it: a page of the web, nothing that runs. */
export function linkTo(url: string): string | undefined {
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) return undefined;
  return new URL(url).href;
}
