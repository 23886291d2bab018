/** What a gate and a merged report call the targets in their own words. */
import type { ReportPart } from '../contract.ts';

type Named = Pick<ReportPart, 'target' | 'specVersion'>;

/** The name that the config file gives each, else its URL; both and the revision where that is not enough. */
export function partNames(parts: readonly Named[]): string[] {
  const short = parts.map(({ target }) => target.name ?? target.url);
  return parts.map(({ target, specVersion }, index) => {
    const name = short[index] ?? target.url;
    if (short.indexOf(name) === short.lastIndexOf(name)) return name;
    return [...new Set([name, target.url, specVersion])].join(' ');
  });
}

/** A trouble or note as a merged report has it. */
export interface Said {
  text: string;
  /** Places of the parts that it is about: mostly one, none when it is about the whole. */
  of: number[];
}

/** Tells whose a trouble or note of a merged report is, and what it was before it had a name in front. */
export function saidOf(line: string, parts: readonly Named[]): Said {
  const names = partNames(parts);
  const begins = (name: string) => line.startsWith(`${name}: `);
  const own = names.findIndex(begins);
  if (own >= 0) return { text: line.slice((names[own] ?? '').length + 2), of: [own] };
  // So were they written before targets had names.
  const of = parts.flatMap(({ target }, index) => (begins(target.url) ? [index] : []));
  const [first] = of;
  return { text: first === undefined ? line : line.slice((parts[first]?.target.url ?? '').length + 2), of };
}
