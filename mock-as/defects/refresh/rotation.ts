import type { Defect } from '../../parts.ts';

/** Rotation is a setting per client, and off for those that register themselves. */
export default {
  breaks: 'authorization-server.refresh.rotation',
  title: 'A refresh gives the same refresh token again',
  options: { refreshTokenRotation: false },
} satisfies Defect;
