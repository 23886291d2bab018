import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.metadata.protected-resources-consistent',
  title: 'protected_resources lists a resource of yesterday',
  options: { metadata: { protected_resources: ['https://old.example.com/mcp'] } },
} satisfies Defect;
