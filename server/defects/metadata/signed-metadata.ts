import type { Defect } from '../../parts.ts';
import { metadataWith } from '../bend.ts';

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Who vouches for the metadata is left open. */
export default {
  breaks: 'server.metadata.signed-metadata',
  title: 'signed_metadata has no issuer',
  alter: metadataWith((document) => ({
    ...document,
    signed_metadata: [
      encoded({ alg: 'RS256' }),
      encoded({ resource: document['resource'] }),
      'c2lnbmF0dXJl',
    ].join('.'),
  })),
} satisfies Defect;
