import {
  bearerChallenge,
  notApplicable,
  ok,
  parameter,
  serverCheck,
  stringsOf,
  violation,
} from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.metadata.scopes-supported',
  title: 'The metadata names the scopes of the resource',
  probe: async (server) => {
    const { exchange, document } = await server.gathered.metadata();
    if (stringsOf(document, 'scopes_supported').length > 0) return { metadata: exchange, named: true };
    if ('scopes_supported' in document)
      throw notApplicable('scopes_supported is no list of scopes; another check judges that.', [exchange.id]);
    // A server without a scope model has nothing to name; one that asks for a scope in its challenge has.
    const { bare } = await server.gathered.protectedOperation();
    const challenge = bearerChallenge(bare);
    const asks = (challenge && parameter(challenge, 'scope')) ?? '';
    const declared = server.target.calls.some(({ scopes = [] }) => scopes.length > 0);
    if (asks === '' && !declared)
      throw notApplicable('Nothing shows that the server has scopes.', [exchange.id, bare.id]);
    return { metadata: exchange, named: false };
  },
  judge: ({ named }) => (named ? ok : violation('scopes_supported with the scopes of the resource', 'none')),
});
