import type { Defect } from '../../parts.ts';
import { discoveredAgain } from '../discovered-again.ts';

/** It is well known there, and so is its id: only the code is from somewhere else. */
export default {
  breaks: 'client.authorization.code-to-right-token-endpoint',
  title: 'Registers at the authorization server that the metadata names by now, and redeems the code there',
  alter(parts) {
    const { discover, again } = discoveredAgain(parts);
    return {
      discover,
      async redeem(session, request, code) {
        const { server } = await again(session);
        if (server.issuer === request.target.server.issuer) return parts.redeem(session, request, code);
        const registration = await parts.registrationAt(session, server);
        const target = { ...request.target, server };
        return parts.redeem(session, { ...request, target, registration }, code);
      },
    };
  },
} satisfies Defect;
