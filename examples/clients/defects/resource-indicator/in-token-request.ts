import type { Defect } from '../../parts.ts';

/** Once said is enough. */
export default {
  breaks: 'client.resource-indicator.in-token-request',
  title: 'The code is redeemed without resource',
  alter: (parts) => ({
    redeem: (session, request, code) =>
      parts.redeem(session, { ...request, target: { ...request.target, resource: undefined } }, code),
  }),
} satisfies Defect;
