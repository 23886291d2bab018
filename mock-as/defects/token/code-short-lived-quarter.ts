import type { Defect } from '../../parts.ts';

/** As long as the session at the identity provider. */
export default {
  breaks: 'authorization-server.token.code-short-lived',
  title: 'Codes are good for a quarter of an hour',
  options: { authorizationCodeLifetime: 15 * 60 },
} satisfies Defect;
