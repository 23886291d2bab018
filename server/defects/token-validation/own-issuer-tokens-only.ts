import type { Defect } from '../../parts.ts';
import { unverifiedClaims } from '../../verify/jwt.ts';
import { fetchJson, timeLimit } from '../../verify/upstream.ts';

/** A token that somebody else takes proves nothing here. */
export default {
  breaks: 'server.token-validation.own-issuer-tokens-only',
  entails: ['server.stale-client.authorization-server-change-announced'],
  title: 'A token is accepted when the user info endpoint of its own issuer accepts it',
  alter: (parts) => ({
    verifyToken: async (token, setup) => {
      const result = await parts.verifyToken(token, setup);
      const claims = unverifiedClaims(token)?.claims;
      const issuer = claims?.['iss'];
      if (result.kind === 'access' || claims === undefined || typeof issuer !== 'string') return result;
      if (setup.settings.issuers.includes(issuer) || !issuer.startsWith('http://127.0.0.1:')) return result;
      const signal = timeLimit(setup.settings.upstreamTimeoutMs);
      const headers = { authorization: `Bearer ${token}` };
      const answer = await fetchJson(`${issuer}/userinfo`, { headers, signal });
      const isTaken = answer.kind === 'answer' && answer.status === 200;
      return isTaken
        ? { kind: 'access', access: { token, claims, scopes: parts.grantedScopes(claims) } }
        : result;
    },
  }),
} satisfies Defect;
