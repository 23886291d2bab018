import type { Defect } from '../../parts.ts';
import { fetchJson } from '../../verify/upstream.ts';
import { headerOf, trusting } from '../tricks.ts';

/** The token says where its key is, and is believed. */
export default {
  breaks: 'server.security.jwt-jku-x5u',
  title: 'The key set is fetched from the jku header',
  alter: (parts) => ({
    verifySignature: async (token, setup) => {
      const { jku } = headerOf(token);
      if (typeof jku !== 'string') return parts.verifySignature(token, setup);
      const answer = await fetchJson(jku, { signal: AbortSignal.timeout(1_000) });
      const keys = answer.kind === 'answer' ? (parts.usableKeys(answer.body) ?? []) : [];
      return parts.verifySignature(token, trusting(keys, setup));
    },
  }),
} satisfies Defect;
