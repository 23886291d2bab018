import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.discovery.metadata-served',
  title: 'No metadata document is served',
  options: { environmentMetadata: false },
} satisfies Defect;
