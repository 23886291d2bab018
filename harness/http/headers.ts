import type { HeaderLine } from '../contract.ts';

/** The first value of a header field, by its case-insensitive name (RFC 9110 §5.1); undefined when absent. */
export function headerOf(lines: readonly HeaderLine[], name: string): string | undefined {
  const wanted = name.toLowerCase();
  return lines.find(([line]) => line.toLowerCase() === wanted)?.[1];
}

/** The values of every line of a header field, in the order of the wire. */
export function allHeaders(lines: readonly HeaderLine[], name: string): string[] {
  const wanted = name.toLowerCase();
  return lines.filter(([line]) => line.toLowerCase() === wanted).map(([, value]) => value);
}
