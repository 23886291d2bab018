import type { Defect } from '../../parts.ts';

/** A server may so look into the network of its users. */
export default {
  breaks: 'client.discovery.ssrf-precautions',
  title: 'Every address that a document names is asked',
  alter: () => ({ checkAddress: () => Promise.resolve() }),
} satisfies Defect;
