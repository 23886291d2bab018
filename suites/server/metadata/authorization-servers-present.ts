import { ok, serverCheck, violation } from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.metadata.authorization-servers-present',
  title: 'The metadata lists at least one authorization server',
  probe: async (server) => {
    const { exchange, document } = await server.gathered.metadata();
    return { metadata: exchange, member: document['authorization_servers'] };
  },
  judge: ({ member }) => {
    const isList = Array.isArray(member) && member.length > 0;
    if (isList && member.every((entry) => typeof entry === 'string')) return ok;
    return violation(
      'authorization_servers: an array of one or more issuers',
      member === undefined ? 'no such member' : JSON.stringify(member).slice(0, 100),
    );
  },
});
