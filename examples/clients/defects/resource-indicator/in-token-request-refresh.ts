import type { Defect } from '../../parts.ts';

/** Once said is enough. */
export default {
  breaks: 'client.resource-indicator.in-token-request',
  title: 'A refresh request has no resource',
  alter: (parts) => ({
    refresh: (session, target, registration, tokens) =>
      parts.refresh(session, { ...target, resource: undefined }, registration, tokens),
  }),
} satisfies Defect;
