import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.metadata.no-empty-members',
  title: 'An empty list stands in the metadata',
  options: { metadata: { ui_locales_supported: [] } },
} satisfies Defect;
