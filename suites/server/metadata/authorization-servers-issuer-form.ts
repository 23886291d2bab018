import {
  firstProblem,
  isLoopback,
  notApplicable,
  ok,
  serverCheck,
  stringsOf,
  violation,
} from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.metadata.authorization-servers-issuer-form',
  title: 'Each authorization server is an https URL without query, fragment or well-known path',
  probe: async (server) => {
    const { exchange, document } = await server.gathered.metadata();
    const listed = stringsOf(document, 'authorization_servers');
    if (listed.length === 0)
      throw notApplicable('The metadata lists no authorization server; another check judges that.', [
        exchange.id,
      ]);
    return { metadata: exchange, listed, strictHttps: server.target.strictHttps };
  },
  judge: ({ listed, strictHttps }) =>
    firstProblem(
      listed.map((issuer) => {
        const expected = 'an issuer identifier: an https URL without query and fragment';
        if (!URL.canParse(issuer)) return violation(expected, `"${issuer}", which is no URL`);
        const { protocol, hostname, pathname } = new URL(issuer);
        const excused = protocol === 'http:' && isLoopback(hostname) && !strictHttps;
        const plain = !/[?#]/.test(issuer) && !pathname.includes('/.well-known/');
        return plain && (protocol === 'https:' || excused) ? ok : violation(expected, `"${issuer}"`);
      }),
    ),
});
