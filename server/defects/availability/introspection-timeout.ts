import type { Defect } from '../../parts.ts';

/** Ten minutes are as good as no limit. */
export default {
  breaks: 'server.availability.introspection-timeout',
  title: 'The authorization server is waited for without a sensible limit',
  options: { upstreamTimeoutMs: 600_000 },
} satisfies Defect;
