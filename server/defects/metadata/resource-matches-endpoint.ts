import type { Defect } from '../../parts.ts';
import { resourceAs } from '../bend.ts';

/** The listen address is put together from pieces. */
export default {
  breaks: 'server.metadata.resource-matches-endpoint',
  title: 'resource has the internal host name',
  alter: resourceAs(({ settings }) => settings.endpointUrl.replace('127.0.0.1', 'localhost')),
} satisfies Defect;
