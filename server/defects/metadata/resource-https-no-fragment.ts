import type { Defect } from '../../parts.ts';
import { resourceAs } from '../bend.ts';

/** A host name is taken for an identifier. */
export default {
  breaks: 'server.metadata.resource-https-no-fragment',
  title: 'resource is a host name without scheme',
  alter: resourceAs(() => 'mcp.example.com'),
} satisfies Defect;
