import { Refused } from '../../types.ts';
import type { Defect } from '../../parts.ts';

export default {
  breaks: 'client.availability.token-endpoint-5xx',
  title: 'Logs in anew when the token endpoint is out of order',
  alter: (parts) => ({
    async afterRefreshFailure(session, target, error) {
      if (!(error instanceof Refused)) return undefined;
      return parts.afterRefreshFailure(session, target, error);
    },
  }),
} satisfies Defect;
