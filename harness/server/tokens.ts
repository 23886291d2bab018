import type { MintOptions } from '../../mock-as/index.ts';
import type { LabAuthorizationServer } from '../lab/authorization-server.ts';
import { MODERN } from '../mcp/revision.ts';
import { onTheWire, openingOperation } from '../mcp/wire.ts';
import { once } from '../once.ts';
import type { Basics } from './basics.ts';
import type { ServerSite } from './target.ts';

/**
 * Makes a good token, or one that is good but for the overrides, at the lab's authorization server or at another;
 * undefined when the situation has none.
 */
export type TokenSource = (
  overrides?: MintOptions,
  at?: LabAuthorizationServer,
) => Promise<string | undefined>;

/**
 * The user's own token in the field, minted ones in the lab. The lab's tokens take the shape that the server takes:
 * authorization servers differ in `aud` (an array with a resource id, or one string) and in `typ` (RFC 9068 §2.1 wants
 * `at+jwt`, many write `JWT`), and a server that knows only one of them must still be testable; another check tells
 * what it refuses.
 */
export function createTokenSource(site: ServerSite, basics: Basics): TokenSource {
  const { lab, recorder } = site;
  if (lab === undefined) {
    if (site.token !== undefined) recorder.redactor.learn('access_token', site.token);
    return () => Promise.resolve(site.token);
  }
  const mint = async (options: MintOptions, at = lab.mock) => {
    const token = await at.mint(options);
    recorder.redactor.learn('access_token', token);
    lab.upstream.watchFor(token);
    return token;
  };
  const shape = once(async () => {
    const { scopes: advertised, resource } = await basics.advertised();
    const known = site.calls.flatMap((call) => call.scopes ?? []);
    const scopes = [...new Set([...advertised, ...lab.mock.resource.scopes, ...known])];
    const identifier = resource ?? site.url;
    const usual: MintOptions = { scopes, audience: [identifier, lab.mock.resource.id] };
    const string: MintOptions = { scopes, audience: identifier };
    const header = { typ: 'at+jwt' };
    for (const one of [usual, string, { ...usual, header }, { ...string, header }]) {
      if (await isTaken(site, await mint(one))) return one;
    }
    return usual;
  });
  return async (overrides = {}, at) => {
    const good = await shape();
    return mint({ ...good, ...overrides, header: { ...good.header, ...overrides.header } }, at);
  };
}

/** Taken as far as HTTP is concerned: whatever the server then makes of the call. */
async function isTaken(site: ServerSite, token: string): Promise<boolean> {
  const { headers, body } = onTheWire(MODERN, openingOperation(MODERN), { id: 0 });
  const { status } = await site.recorder.send(
    {
      method: 'POST',
      url: site.url,
      headers: [...headers, ['authorization', `Bearer ${token}`]],
      body,
      timeoutMs: site.timeoutMs,
    },
    'gather/token',
  );
  return status !== undefined && status !== 401 && status !== 403 && status < 500;
}
