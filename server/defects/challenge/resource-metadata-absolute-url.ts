import type { Defect } from '../../parts.ts';
import { hintAs } from '../bend.ts';

/** A browser would resolve it; a client of OAuth need not. */
export default {
  breaks: 'server.challenge.resource-metadata-absolute-url',
  title: 'resource_metadata is a relative reference',
  alter: hintAs((hint) => new URL(hint).pathname),
} satisfies Defect;
