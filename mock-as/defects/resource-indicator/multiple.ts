import type { Defect } from '../../parts.ts';

/** «Parameters MUST NOT be included more than once» (OAuth 2.1 §3.1), and resource is made no exception of. */
export default {
  breaks: 'authorization-server.resource-indicator.multiple',
  title: 'A request with two resource parameters is refused as one that repeats a parameter',
  alter: () => ({
    authorizationRequest: (_environment, parameters) => {
      const values = parameters.getAll('resource');
      // What the mock refuses with invalid_request.
      if (values.length > 1) for (const value of values) parameters.append('response_mode', value);
    },
  }),
} satisfies Defect;
