import type { Defect } from '../../parts.ts';
import { PLAIN_HTTP } from '../bend.ts';

/** TLS was forgotten: on loopback that is excused, so the duty is judged as on a public host. */
export default {
  breaks: 'server.transport.https',
  entails: PLAIN_HTTP.filter((id) => id !== 'server.transport.https'),
  title: 'The endpoint is served over plain http',
  strictHttps: true,
  alter: () => ({}),
} satisfies Defect;
