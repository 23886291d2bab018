import type { Defect } from '../../parts.ts';
import { resourceAs } from '../bend.ts';

/** To one who reads, a slash makes no difference. */
export default {
  breaks: 'server.metadata.resource-matches-location',
  entails: ['server.metadata.resource-no-trailing-slash'],
  title: 'resource ends in a slash that the endpoint does not have, at the path-inserted location',
  alter: resourceAs(({ settings }) => `${settings.endpointUrl}/`),
} satisfies Defect;
