import type { Defect } from '../../parts.ts';
import { discoveredAgain } from '../discovered-again.ts';

export default {
  breaks: 'client.authorization.code-to-right-token-endpoint',
  title: 'The metadata is read again when the browser comes back, and its token endpoint used',
  alter(parts) {
    const { discover, again } = discoveredAgain(parts);
    return {
      discover,
      async redeem(session, request, code) {
        const { server } = await again(session);
        return parts.redeem(session, { ...request, target: { ...request.target, server } }, code);
      },
    };
  },
} satisfies Defect;
