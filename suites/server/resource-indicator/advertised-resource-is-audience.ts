import {
  doesNotApply,
  isServed,
  ok,
  serverCheck,
  violation,
  type ServerContext,
} from '../../../harness/index.ts';

/** What servers have been seen to compare `aud` with instead of the value that they advertise. */
function mistakenFor(resource: string, url: string): string[] {
  if (!URL.canParse(resource)) return [url];
  const { origin } = new URL(resource);
  const otherSlash = resource.endsWith('/') ? resource.slice(0, -1) : `${resource}/`;
  const otherScheme = resource.replace(/^http(s?):/, (_, secure) => (secure === '' ? 'https:' : 'http:'));
  const otherName = resource.replace(/127\.0\.0\.1|localhost/, (name) =>
    name === 'localhost' ? '127.0.0.1' : 'localhost',
  );
  const candidates = [url, otherSlash, origin, `${origin}/`, otherScheme, otherName];
  return [...new Set(candidates)].filter((candidate) => candidate !== resource);
}

/** Sends a token for one audience, as a string and as an array: either form is as good (RFC 7519 §4.1.3). */
function callBoth(server: ServerContext, audience: string) {
  return Promise.all(
    [audience, [audience]].map(async (form) => server.call({ token: await server.mint({ audience: form }) })),
  );
}

export default serverCheck({
  requirement: 'server.resource-indicator.advertised-resource-is-audience',
  title: 'A token for exactly the advertised resource is accepted',
  needs: ['mint'],
  probe: async (server) => {
    await server.gathered.protectedOperation();
    const resource = await server.gathered.resource();
    const advertised = await callBoth(server, resource);
    const others = advertised.some(isServed) ? [] : mistakenFor(resource, server.url);
    const mistaken = await Promise.all(others.map((other) => callBoth(server, other)));
    return { advertised, mistaken: mistaken.flat(), resource, others };
  },
  judge: ({ advertised, mistaken, resource, others }) => {
    if (advertised.some(isServed)) return ok;
    const index = mistaken.findIndex(isServed);
    if (index < 0) {
      return doesNotApply(
        'No token for a URL of this server is accepted: it goes by another name that its authorization server knows, or another check tells why.',
      );
    }
    return violation(
      `a token with aud "${resource}" is accepted`,
      `it is refused, and one with aud "${others[Math.floor(index / 2)] ?? ''}" is accepted`,
    );
  },
});
