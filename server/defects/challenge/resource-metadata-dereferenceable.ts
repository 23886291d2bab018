import type { Defect } from '../../parts.ts';
import { hintAs } from '../bend.ts';

/** The name of the host behind the proxy gets out. */
export default {
  breaks: 'server.challenge.resource-metadata-dereferenceable',
  title: 'resource_metadata names a host and port where nobody listens',
  alter: hintAs((hint) => `http://127.0.0.1:1${new URL(hint).pathname}`),
} satisfies Defect;
