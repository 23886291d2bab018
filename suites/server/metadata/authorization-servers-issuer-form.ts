import { notApplicable, serverCheck, stringsOf, violation } from '../../../harness/index.ts';
import { isIssuerForm, judgeAll, judgeHttpsUrl } from '../identifiers.ts';

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
    judgeAll(
      listed.map((issuer) => {
        const form = judgeHttpsUrl(issuer, strictHttps);
        if (form.kind === 'violation' || isIssuerForm(issuer)) return form;
        return violation('an issuer identifier without query, fragment and well-known path', `"${issuer}"`);
      }),
    ),
});
