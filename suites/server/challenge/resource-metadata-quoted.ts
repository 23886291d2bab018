import {
  challengesOf,
  doesNotApply,
  firstProblem,
  ok,
  serverCheck,
  tolerated,
  violation,
} from '../../../harness/index.ts';
import { isWebUrl } from '../identifiers.ts';

export default serverCheck({
  requirement: 'server.challenge.resource-metadata-quoted',
  title: 'resource_metadata is sent as a quoted string',
  probe: async (server) => ({ refusals: Object.values(await server.gathered.refusals()) }),
  judge: ({ refusals }) => {
    const sent = refusals
      .flatMap(challengesOf)
      .flatMap(({ parameters }) => parameters)
      .filter(({ name }) => name.toLowerCase() === 'resource_metadata');
    if (sent.length === 0) return doesNotApply('The challenge has no resource_metadata.');
    return firstProblem(
      sent.map(({ name, raw, quoted }) => {
        if (quoted) return ok;
        const expected = 'resource_metadata="<URL>": a URL is no token (RFC 9110 §11.2)';
        // Deployed servers send a bare URL, and lenient clients read it up to the next space or comma.
        const isReadable = isWebUrl(raw);
        return isReadable
          ? tolerated(expected, `${name}=${raw}, without quotes; strict clients do not read it`)
          : violation(expected, `${name}=${raw}, of which no client can make a URL`);
      }),
    );
  },
});
