import type { Defect, Session } from '../../parts.ts';
import type { Challenge } from '../../types.ts';

export default {
  breaks: 'client.authorization.code-to-right-token-endpoint',
  title: 'The metadata is read again when the browser comes back, and its token endpoint used',
  alter(parts) {
    const challenges = new WeakMap<Session, Challenge>();
    return {
      discover(session, challenge) {
        challenges.set(session, challenge);
        return parts.discover(session, challenge);
      },
      async redeem(session, request, code) {
        const { server } = await parts.discover(session, challenges.get(session) ?? {});
        return parts.redeem(session, { ...request, target: { ...request.target, server } }, code);
      },
    };
  },
} satisfies Defect;
