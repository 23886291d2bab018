import type { Defect } from '../../parts.ts';
import { resourceAs } from '../bend.ts';

/** Tools of one server are told apart by fragments. */
export default {
  breaks: 'server.metadata.resource-https-no-fragment',
  title: 'resource has a fragment',
  alter: resourceAs(({ settings }) => `${settings.endpointUrl}#tools`),
} satisfies Defect;
