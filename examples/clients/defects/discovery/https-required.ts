import type { Defect } from '../../parts.ts';

/** Whoever listens on the way has the code and its verifier. */
export default {
  breaks: 'client.discovery.https-required',
  title: 'An endpoint may be http on any host',
  alter: () => ({ checkEndpoints: () => undefined }),
} satisfies Defect;
