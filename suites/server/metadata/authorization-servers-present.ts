import { ok, serverCheck, stringsOf, violation } from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.metadata.authorization-servers-present',
  title: 'The metadata lists at least one authorization server',
  probe: async (server) => {
    const { exchange, document } = await server.gathered.metadata();
    return {
      metadata: exchange,
      member: document['authorization_servers'],
      listed: stringsOf(document, 'authorization_servers').length,
    };
  },
  judge: ({ member, listed }) => {
    if (listed > 0) return ok;
    const expected = 'authorization_servers: an array with at least one issuer';
    return violation(expected, member === undefined ? 'no such member' : JSON.stringify(member));
  },
});
