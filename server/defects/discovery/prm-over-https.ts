import type { Defect } from '../../parts.ts';
import { hintAs } from '../bend.ts';

/** TLS ends at the proxy, and the server does not know. */
export default {
  breaks: 'server.discovery.prm-over-https',
  entails: ['server.challenge.resource-metadata-absolute-url'],
  title: 'The challenge names an http URL on a public host',
  alter: hintAs((hint) => `http://192.0.2.1${new URL(hint).pathname}`),
} satisfies Defect;
