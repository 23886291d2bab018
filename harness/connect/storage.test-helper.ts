/** A storage file with what an earlier run has left in it. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SECRETS, type Site } from './site.test-helper.ts';

/** The secrets of an earlier run. */
export const OLD = { ...SECRETS, token: 'an-old-access-token-of-an-earlier-run' };

export interface Storage {
  file: string;
  /** Writes a registration with the id `old`, and its tokens; members of the tokens may be replaced. */
  keep(site: Site, tokens?: Record<string, unknown>): Promise<void>;
  /** What is stored of the authorization server of the site. */
  kept(site: Site): Promise<{ client?: string; tokens?: Record<string, string> }>;
  remove(): Promise<void>;
}

interface Contents {
  issuers: Record<string, { client?: { id: string }; tokens: Record<string, Record<string, string>> }>;
}

export async function openStorage(): Promise<Storage> {
  const folder = await mkdtemp(join(tmpdir(), 'connect-'));
  const file = join(folder, 'storage.json');
  return {
    file,
    async keep(site, more = {}) {
      const client = { id: 'old', method: 'none', redirectUri: 'http://127.0.0.1:8976/callback' };
      const tokens = { accessToken: OLD.token, refreshToken: OLD.refresh, scope: 'a', clientId: 'old' };
      const contents = {
        version: 1,
        issuers: { [site.origin]: { client, tokens: { [site.url]: { ...tokens, ...more } } } },
        servers: { [site.url]: { issuer: site.origin, resource: site.url } },
      };
      await writeFile(file, JSON.stringify(contents));
    },
    async kept(site) {
      const { issuers } = JSON.parse(await readFile(file, 'utf8')) as Contents;
      const { client, tokens = {} } = issuers[site.origin] ?? {};
      const own = tokens[site.url];
      return {
        ...(client === undefined ? {} : { client: client.id }),
        ...(own === undefined ? {} : { tokens: own }),
      };
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
