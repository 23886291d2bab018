import type { Defect } from '../../parts.ts';
import { metadataWith } from '../bend.ts';

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** The whole document is signed, what was signed before included. */
export default {
  breaks: 'server.metadata.signed-metadata',
  title: 'signed_metadata contains a signed_metadata claim',
  alter: metadataWith((document) => ({
    ...document,
    signed_metadata: [
      encoded({ alg: 'RS256' }),
      encoded({ iss: document['resource'], signed_metadata: 'a.b.c' }),
      'c2lnbmF0dXJl',
    ].join('.'),
  })),
} satisfies Defect;
