import { authorizationServerCheck, doesNotApply, ok, violation } from '../../../harness/index.ts';
import { responseIssuers } from '../response-issuer.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.authorization.iss-identical',
  title: 'The iss of authorization responses is the issuer of the metadata',
  needs: ['login'],
  probe: async (server) => {
    const [responses, metadata] = await Promise.all([responseIssuers(server), server.gathered.metadata()]);
    const { issuer = null } = metadata.document;
    return { ...responses, metadata: metadata.exchange, issuer, asked: server.issuer };
  },
  judge: ({ withCode, withError, issuer, asked }) => {
    const sent = [withCode, withError].filter((iss) => typeof iss === 'string');
    if (sent.length === 0) return doesNotApply('It sends no iss; another check judges that.');
    const other = sent.find((iss) => iss !== issuer);
    if (other === undefined) return ok;
    if (issuer !== asked && sent.every((iss) => iss === asked))
      return doesNotApply(
        'The metadata does not have the issuer that it was found by; another check judges that.',
      );
    return violation(`iss=${JSON.stringify(issuer)}`, `iss=${JSON.stringify(other)}`);
  },
});
