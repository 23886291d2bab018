import { accepted, goodTokenAccepted, serverCheck } from '../../../harness/index.ts';

const AHEAD_SECONDS = 10;

export default serverCheck({
  requirement: 'server.availability.clock-skew',
  title: 'A token whose issuer is ten seconds ahead is accepted',
  needs: ['mint'],
  control: goodTokenAccepted,
  probe: async (server) => {
    const ahead = Math.floor(Date.now() / 1000) + AHEAD_SECONDS;
    // Introspection would go by the issuer's clock, to which the token is good.
    const token = await server.mint({ issuedAt: ahead, notBefore: ahead, active: true });
    return { early: await server.call({ token }) };
  },
  judge: ({ early }) => accepted(early, `a token of which iat and nbf lie ${AHEAD_SECONDS} seconds ahead`),
});
