import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.discovery.fallback-endpoints',
  entails: ['authorization-server.discovery.metadata-served'],
  title: 'Without metadata, the endpoints lie below /oauth',
  options: { environmentMetadata: false },
} satisfies Defect;
