import type { Defect } from '../../parts.ts';
import { hintAs } from '../bend.ts';

/** A link into the documentation, where the document itself is due. */
export default {
  breaks: 'server.challenge.resource-metadata-absolute-url',
  title: 'resource_metadata has a fragment',
  alter: hintAs((hint) => `${hint}#metadata`),
} satisfies Defect;
