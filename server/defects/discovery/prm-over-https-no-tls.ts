import type { Defect } from '../../parts.ts';
import { hintAs } from '../bend.ts';

/** https is written there and not set up: the certificate was never installed. */
export default {
  breaks: 'server.discovery.prm-over-https',
  entails: ['server.challenge.resource-metadata-dereferenceable'],
  title: 'The challenge names an https URL where the TLS handshake fails',
  alter: hintAs((hint) => hint.replace(/^http:/, 'https:')),
} satisfies Defect;
