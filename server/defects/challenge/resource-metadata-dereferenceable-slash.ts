import type { Defect } from '../../parts.ts';
import { hintAs } from '../bend.ts';

/** One slash too many, and the router knows no such path. */
export default {
  breaks: 'server.challenge.resource-metadata-dereferenceable',
  title: 'resource_metadata ends in a slash that the route does not have',
  alter: hintAs((hint) => `${hint}/`),
} satisfies Defect;
