import type { Defect } from '../../parts.ts';
import { Refused } from '../../types.ts';

/** Servers that know the client by name only say unauthorized_client. */
export default {
  breaks: 'client.stale-client.reregister-on-invalid-client',
  entails: ['client.stale-client.refresh-invalid-client'],
  title: 'unauthorized_client is taken for a fault of the server',
  alter: () => ({
    isStaleClient: (error) => error instanceof Refused && error.code === 'invalid_client',
  }),
} satisfies Defect;
