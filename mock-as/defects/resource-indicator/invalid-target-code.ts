import type { Defect } from '../../parts.ts';

/** The resource is checked, and the failure is told in the words for everything. */
export default {
  breaks: 'authorization-server.resource-indicator.invalid-target',
  title: 'An unknown resource is refused with invalid_request',
  alter: () => ({
    authorizationResponse: (_environment, parameters) => {
      if (parameters.get('error') === 'invalid_target') parameters.set('error', 'invalid_request');
    },
  }),
} satisfies Defect;
