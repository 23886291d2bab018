/** Breaks a line between words so that no part is longer than `width`, as far as words allow; keeps its indent. */
export function wrapped(line: string, width: number): string[] {
  const lines: string[] = [];
  let current = /^\s*/.exec(line)?.[0] ?? '';
  for (const word of line.trim().split(/\s+/)) {
    const longer = current.trim() === '' ? `${current}${word}` : `${current} ${word}`;
    if (longer.length <= width || current.trim() === '') current = longer;
    else {
      lines.push(current);
      current = word;
    }
  }
  return [...lines, current];
}
