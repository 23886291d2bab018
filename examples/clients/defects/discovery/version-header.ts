import type { Defect } from '../../parts.ts';

/** The server then cannot tell which revision it is asked for. */
export default {
  breaks: 'client.discovery.version-header',
  title: 'Metadata is asked for without MCP-Protocol-Version',
  alter: () => ({ metadataHeaders: () => ({ accept: 'application/json' }) }),
} satisfies Defect;
