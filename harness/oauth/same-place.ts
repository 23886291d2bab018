/** Equal but for query and fragment, which the response is put into. */
export function isSamePlace(url: URL, redirectUri: string): boolean {
  if (!URL.canParse(redirectUri)) return false;
  const { protocol, host, pathname, username } = new URL(redirectUri);
  return (
    url.protocol === protocol && url.host === host && url.pathname === pathname && url.username === username
  );
}
