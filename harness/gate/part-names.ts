/** What a gate and a merged report call the targets in their own words. */
import type { ReportPart } from '../contract.ts';

/** The name that the config file gives each, else its URL; both and the revision where that is not enough. */
export function partNames(parts: readonly Pick<ReportPart, 'target' | 'specVersion'>[]): string[] {
  const short = parts.map(({ target }) => target.name ?? target.url);
  return parts.map(({ target, specVersion }, index) => {
    const name = short[index] ?? target.url;
    if (short.indexOf(name) === short.lastIndexOf(name)) return name;
    return [...new Set([name, target.url, specVersion])].join(' ');
  });
}
