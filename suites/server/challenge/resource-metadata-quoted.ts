import { bearerChallenge, doesNotApply, ok, serverCheck, violation } from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.challenge.resource-metadata-quoted',
  title: 'resource_metadata is sent as a quoted string',
  probe: async (server) => ({ bare: await server.gathered.challenge() }),
  judge: ({ bare }) => {
    const sent = bearerChallenge(bare)?.parameters.find(
      ({ name }) => name.toLowerCase() === 'resource_metadata',
    );
    if (sent === undefined) return doesNotApply('The challenge has no resource_metadata.');
    if (sent.quoted) return ok;
    return violation(
      'resource_metadata="<URL>": a URL is no token (RFC 9110 §11.2)',
      `${sent.name}=${sent.value}, without quotes`,
    );
  },
});
