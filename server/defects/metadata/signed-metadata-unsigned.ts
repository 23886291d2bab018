import type { Defect } from '../../parts.ts';
import { metadataWith } from '../bend.ts';

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** The bundle has the form of a JWT and nothing to hold on to. */
export default {
  breaks: 'server.metadata.signed-metadata',
  title: 'signed_metadata is not signed',
  alter: metadataWith((document) => ({
    ...document,
    signed_metadata: [encoded({ alg: 'none' }), encoded({ iss: document['resource'] }), ''].join('.'),
  })),
} satisfies Defect;
