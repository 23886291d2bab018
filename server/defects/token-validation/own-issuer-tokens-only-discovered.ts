import type { Defect } from '../../parts.ts';
import type { Setup } from '../../types.ts';
import { unverifiedClaims } from '../../verify/jwt.ts';
import type { KeySource } from '../../verify/key-source.ts';
import { fetchJson, isObject, timeLimit } from '../../verify/upstream.ts';

/** Made for many tenants: the token itself says who may vouch for it. */
export default {
  breaks: 'server.token-validation.own-issuer-tokens-only',
  entails: ['server.stale-client.authorization-server-change-announced'],
  title: 'The keys are fetched from whatever issuer the token names',
  alter: (parts) => ({
    verifyToken: async (token, setup) => {
      const issuer = unverifiedClaims(token)?.claims['iss'];
      if (typeof issuer !== 'string' || !issuer.startsWith('http://127.0.0.1:'))
        return parts.verifyToken(token, setup);
      const keys = setup.settings.issuers.includes(issuer) ? undefined : await keysOf(issuer, setup);
      if (keys === undefined) return parts.verifyToken(token, setup);
      return parts.verifyToken(token, { ...setup, keys, settings: { ...setup.settings, issuers: [issuer] } });
    },
  }),
} satisfies Defect;

async function keysOf(issuer: string, setup: Setup): Promise<KeySource | undefined> {
  const { parts, settings } = setup;
  const signal = timeLimit(settings.upstreamTimeoutMs);
  const answer = await fetchJson(`${issuer}/.well-known/oauth-authorization-server`, { signal });
  const metadata = answer.kind === 'answer' && isObject(answer.body) ? answer.body : {};
  const jwksUri = metadata['jwks_uri'];
  if (typeof jwksUri !== 'string') return undefined;
  const fetched = await parts.fetchKeySet({ ...setup, settings: { ...settings, jwksUri } });
  if (fetched.kind !== 'key-set') return undefined;
  const find: KeySource['find'] = (header) =>
    Promise.resolve({ kind: 'keys', keys: parts.matchingKeys(fetched.keys, header) });
  return { find };
}
