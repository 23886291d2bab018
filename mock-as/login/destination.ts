/** Where the browser goes when the authorization is over. */
export interface Destination {
  /**
   * `loopback`: a program on this device, and any of them can listen there (RFC 8252 §8.3). `app`: whichever app took
   * the scheme (RFC 8252 §8.4). `web`: the host that owns the name.
   */
  readonly kind: 'loopback' | 'app' | 'web';
  /** What the page calls it: the host, or the scheme of an app. */
  readonly name: string;
}

export function destinationOf(redirectUri: string): Destination {
  const { protocol, host, hostname } = new URL(redirectUri);
  if (protocol !== 'http:' && protocol !== 'https:') return { kind: 'app', name: protocol };
  return { kind: isLoopbackName(hostname) ? 'loopback' : 'web', name: host };
}

function isLoopbackName(hostname: string): boolean {
  return hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname) || /(^|\.)localhost$/.test(hostname);
}

/**
 * The destination as a source expression of a Content-Security-Policy. Its grammar has no IPv6 address, and a host name
 * may hold characters that would end the directive; the scheme alone stands for those.
 */
export function formTarget(redirectUri: string): string {
  const { protocol, origin } = new URL(redirectUri);
  const web = protocol === 'http:' || protocol === 'https:';
  return web && /^https?:\/\/[a-z0-9._-]+(:\d+)?$/.test(origin) ? origin : protocol;
}
