import type { Setup } from '../types.ts';

/** Scheme, host and port as a whole; `null` is nobody's origin. An absent field is no browser (MCP «Security Warning»). */
export function originAllowed(origin: string | undefined, { settings }: Setup): boolean {
  return origin === undefined || settings.origins.has(origin);
}

/** On loopback only local names are taken, or a web page could reach the server by rebinding its own name. */
export function hostAllowed(host: string | undefined, { settings }: Setup): boolean {
  if (settings.hostnames === undefined) return true;
  return settings.hostnames.has((host ?? '').replace(/:\d*$/, '').toLowerCase());
}
