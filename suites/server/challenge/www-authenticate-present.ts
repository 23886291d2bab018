import { allHeaders, firstProblem, ok, serverCheck, violation } from '../../../harness/index.ts';
import { how } from '../refusals.ts';

export default serverCheck({
  requirement: 'server.challenge.www-authenticate-present',
  title: 'Each 401 of the MCP endpoint carries a WWW-Authenticate field with a challenge',
  probe: (server) => server.gathered.refusals(),
  judge: (refusals) =>
    firstProblem(
      Object.entries(refusals).map(([name, { response }]) => {
        const lines = allHeaders(response.headers, 'www-authenticate');
        if (response.status !== 401 || lines.some((line) => line.trim() !== '')) return ok;
        return violation(
          'WWW-Authenticate with at least one challenge, as HTTP wants it of every 401 (RFC 9110 §15.5.2)',
          `the 401 ${how(name)} has ${lines.length === 0 ? 'none' : 'an empty one'}`,
        );
      }),
    ),
});
