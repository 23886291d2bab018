import {
  firstProblem,
  headerOf,
  ok,
  sendPreflight,
  serverCheck,
  violation,
  type Answered,
} from '../../../harness/index.ts';

const FOREIGN = 'https://evil.example';

export default serverCheck({
  requirement: 'server.security.cors-no-credentials-wildcard',
  title: 'CORS does not permit credentials to every origin',
  probe: async (server) => {
    const [bare, preflight] = await Promise.all([
      server.call({ headers: [['origin', FOREIGN]] }),
      sendPreflight(server, FOREIGN),
    ]);
    return { bare, preflight };
  },
  judge: (answers) => firstProblem(Object.entries(answers).map(([name, answer]) => judgeOne(name, answer))),
});

function judgeOne(name: string, { response: { headers } }: Answered) {
  const origin = headerOf(headers, 'access-control-allow-origin');
  const withCredentials = headerOf(headers, 'access-control-allow-credentials')?.toLowerCase() === 'true';
  return withCredentials && origin === FOREIGN
    ? violation(
        'no Access-Control-Allow-Credentials for an unknown origin',
        `the answer to the ${name === 'bare' ? 'request' : 'preflight'} permits both to ${FOREIGN}`,
      )
    : ok;
}
