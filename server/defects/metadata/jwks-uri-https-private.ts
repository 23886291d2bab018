import type { Defect } from '../../parts.ts';
import { all, metadataWith } from '../bend.ts';

const PLACE = '/jwks.json';
const KEY = { kty: 'OKP', crv: 'Ed25519', x: 'not-the-real-coordinate', d: 'not-a-real-private-key' };

/** The key file is published as it lies on the disk. */
export default {
  breaks: 'server.metadata.jwks-uri-https',
  title: 'jwks_uri publishes a private key',
  alter: all(
    metadataWith((document, { settings }) => ({
      ...document,
      jwks_uri: new URL(PLACE, settings.endpointUrl).href,
    })),
    (parts) => ({
      outermost: async (context, next) => {
        if (context.path !== PLACE) return parts.outermost(context, next);
        context.body = { keys: [KEY] };
      },
    }),
  ),
} satisfies Defect;
