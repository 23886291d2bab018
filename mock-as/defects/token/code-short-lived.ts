import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.token.code-short-lived',
  title: 'Codes are good for a year',
  options: { authorizationCodeLifetime: 365 * 24 * 60 * 60 },
} satisfies Defect;
