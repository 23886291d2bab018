/** Another spelling of a redirect URI, or another URI that looks like it. */
export interface Variant {
  what: string;
  uri: string;
}

/** URIs that are not the given one by a comparison of strings (OAuth 2.1 §2.3.1), all on its own host. */
export function variantsOf(redirectUri: string): Variant[] {
  const url = new URL(redirectUri);
  const path = url.pathname.replace(/\/$/, '');
  const changed = (change: (copy: URL) => void) => {
    const copy = new URL(url);
    change(copy);
    return copy.href;
  };
  const all = [
    { what: 'an added path segment', uri: changed((copy) => (copy.pathname = `${path}/added`)) },
    { what: 'an added query', uri: changed((copy) => copy.searchParams.append('added', '1')) },
    { what: 'another letter case', uri: changed((copy) => (copy.pathname = swapCase(url.pathname))) },
    { what: 'user information', uri: changed((copy) => (copy.username = 'somebody')) },
    // Without a path the slash is a matter of normalisation only, which is put up with (RFC 3986 §6.2.3).
    ...(path === ''
      ? []
      : [{ what: 'a slash at the end', uri: changed((copy) => (copy.pathname = slashed(url.pathname))) }]),
  ];
  return all.filter(({ uri }) => uri !== url.href);
}

/** The same path on hosts that are easily taken for the given one, and on another port. */
export function hostVariantsOf(redirectUri: string): Variant[] {
  const { hostname, pathname, port } = new URL(redirectUri);
  return [
    { what: 'a host below that of the client', uri: `https://sub.${hostname}${pathname}` },
    {
      what: 'a host that begins like that of the client',
      uri: `https://${hostname}.other.example${pathname}`,
    },
    { what: 'a host that ends like that of the client', uri: `https://other${hostname}${pathname}` },
    { what: 'another port', uri: `https://${hostname}:${port === '8443' ? '9443' : '8443'}${pathname}` },
  ];
}

function slashed(path: string): string {
  return path.endsWith('/') ? path.slice(0, -1) : `${path}/`;
}

function swapCase(text: string): string {
  const upper = text.toUpperCase();
  return upper === text ? text.toLowerCase() : upper;
}
