import type { Defect } from '../../parts.ts';
import { all, metadataWith } from '../bend.ts';

/** The thief of the token need not steal the key. Who does not offer DPoP need not know what cnf means. */
export default {
  breaks: 'server.security.sender-constrained-as-bearer',
  title: 'The server offers DPoP, but does not look at the cnf claim',
  alter: all(
    metadataWith((document) => ({ ...document, dpop_signing_alg_values_supported: ['ES256'] })),
    () => ({ checkBinding: () => undefined }),
  ),
} satisfies Defect;
