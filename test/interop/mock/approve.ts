/**
 * What the authorization endpoint sends back for this URL: the mock approves automatically, with one redirect. Throws,
 * with what was answered instead, when there is none.
 */
export async function approve(authorizationUrl: string | URL): Promise<URL> {
  const response = await fetch(authorizationUrl, { redirect: 'manual' });
  const location = response.headers.get('location');
  if (location === null) throw new Error(`No redirect, but ${response.status}: ${await response.text()}`);
  return new URL(location, authorizationUrl);
}
