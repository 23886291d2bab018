import { allHeaders, headerOf, type HeaderLine } from '../../harness/index.ts';

/**
 * Whether other origins may put the page into a frame. `frame-ancestors` of an enforced policy counts, and where there
 * is none X-Frame-Options (CSP 3 §6.4.2.2, RFC 7034 §2.1).
 */
export function mayBeFramed(headers: readonly HeaderLine[]): boolean {
  const ancestors = allHeaders(headers, 'content-security-policy')
    .flatMap((value) => value.split(','))
    .flatMap((policy) => {
      const directives = policy.split(';').map((directive) => directive.trim().split(/\s+/));
      const own = directives.find(([name = '']) => name.toLowerCase() === 'frame-ancestors');
      return own === undefined ? [] : [own.slice(1)];
    });
  // Each policy is enforced by itself.
  if (ancestors.length > 0) return ancestors.every((sources) => sources.some(isEverybody));
  const options = allHeaders(headers, 'x-frame-options').flatMap((value) => value.split(','));
  return !options.some((option) => ['deny', 'sameorigin'].includes(option.trim().toLowerCase()));
}

function isEverybody(source: string): boolean {
  return ['*', 'http:', 'https:'].includes(source.toLowerCase());
}

export function isHtml(headers: readonly HeaderLine[]): boolean {
  return /^\s*(?:text\/html|application\/xhtml\+xml)\b/i.test(headerOf(headers, 'content-type') ?? '');
}
