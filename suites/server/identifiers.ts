import { doesNotApply, isLoopback, ok, violation, type Judgement } from '../../harness/index.ts';

/** RFC 3986 §4.3 with an authority. `URL` alone would mend spaces, backslashes and missing slashes. */
const ABSOLUTE = /^https?:\/\/[^\s\\/?#][^\s\\]*$/i;

/** True for an absolute http(s) URL that needs no mending. */
export function isWebUrl(text: string): boolean {
  return ABSOLUTE.test(text) && URL.canParse(text);
}

/** True when duties about https do not apply to the URL: it is http on a loopback host. */
export function isExempt(text: string, strictHttps: boolean): boolean {
  if (strictHttps || !URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'http:' && isLoopback(hostname);
}

/** Judges that a value is an absolute https URL without fragment; http on loopback is exempt. */
export function judgeHttpsUrl(value: string, strictHttps: boolean): Judgement {
  const expected = 'an absolute https URL without a fragment';
  if (!isWebUrl(value)) return violation(expected, `"${value}", which is no absolute http(s) URL`);
  if (value.includes('#')) return violation(expected, `"${value}", which has a fragment`);
  if (new URL(value).protocol === 'https:') return ok;
  if (isExempt(value, strictHttps))
    return doesNotApply(
      `"${value}" is absolute and without fragment; https is no duty on a loopback host (--strict-https makes it one).`,
    );
  return violation(expected, `"${value}", which is not https`);
}

/** Judges several alike: a violation counts most, an exemption only when nothing is left to judge. */
export function judgeAll(judgements: readonly Judgement[]): Judgement {
  const problem = judgements.find(({ kind }) => kind === 'violation' || kind === 'unclear');
  return problem ?? judgements.find(({ kind }) => kind === 'not-applicable') ?? ok;
}

/**
 * How a resource identifier relates to the endpoint, without treating unequal strings as equal: `same`, a `parent` path
 * of the same origin (the endpoint with another slash at its end included), or `foreign`.
 */
export function relationTo(endpoint: string, resource: string): 'same' | 'parent' | 'foreign' {
  if (resource === endpoint) return 'same';
  const [own, named] = [new URL(endpoint), new URL(resource)];
  const parent = `${named.pathname.replace(/\/$/, '')}/`;
  const covers = own.origin === named.origin && `${own.pathname.replace(/\/$/, '')}/`.startsWith(parent);
  return covers ? 'parent' : 'foreign';
}

/** True for an http(s) URL that may be an issuer identifier: no query, no fragment, no well-known path (RFC 8414 §2). */
export function isIssuerForm(text: string): boolean {
  return isWebUrl(text) && !/[?#]/.test(text) && !new URL(text).pathname.includes('/.well-known/');
}

/** True for an absolute http(s) URL without fragment, whatever its scheme: something that can be compared. */
export function isIdentifier(value: unknown): value is string {
  return typeof value === 'string' && isWebUrl(value) && !value.includes('#');
}
