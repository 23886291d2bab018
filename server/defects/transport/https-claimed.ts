import type { Defect } from '../../parts.ts';
import { all, hintAs, PLAIN_HTTP, resourceAs } from '../bend.ts';

const withTls = (url: string) => url.replace(/^http:/, 'https:');

/** The proxy that does TLS is gone, and every text still says https. */
export default {
  breaks: 'server.transport.https',
  entails: [
    ...PLAIN_HTTP.filter((id) => id !== 'server.transport.https'),
    'server.challenge.resource-metadata-dereferenceable',
    'server.metadata.resource-matches-endpoint',
    'server.metadata.resource-matches-location',
  ],
  title: 'Challenge and metadata say https, and the endpoint is served over plain http',
  strictHttps: true,
  alter: all(
    hintAs(withTls),
    resourceAs(({ settings }) => withTls(settings.resourceIdentifier)),
  ),
} satisfies Defect;
