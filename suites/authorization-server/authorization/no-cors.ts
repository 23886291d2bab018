import {
  allHeaders,
  authorizationServerCheck,
  ok,
  tolerated,
  type Answered,
  type HeaderLine,
} from '../../../harness/index.ts';

const ORIGIN = 'https://client.example';

const isAllowed = ({ response }: Answered) =>
  allHeaders(response.headers, 'access-control-allow-origin').some((value) =>
    ['*', ORIGIN].includes(value.trim()),
  );

export default authorizationServerCheck({
  requirement: 'authorization-server.authorization.no-cors',
  title: 'The authorization endpoint allows no cross-origin requests',
  needs: ['login'],
  probe: async (server) => {
    const headers: HeaderLine[] = [['origin', ORIGIN]];
    const url = await server.endpoint('authorization_endpoint');
    const asked: HeaderLine[] = [...headers, ['access-control-request-method', 'GET']];
    const [authorization, preflight] = await Promise.all([
      server.authorize({ headers, login: false }),
      server.send({ method: 'OPTIONS', url, headers: asked }),
    ]);
    return { answer: authorization.exchanges[0] ?? authorization.reply.exchange, preflight };
  },
  // A proxy that adds the header everywhere does little harm here: never more than a warning.
  judge: ({ answer, preflight }) => {
    const expected = 'no Access-Control-Allow-Origin';
    if (isAllowed(answer)) return tolerated(expected, `the answer to GET lets ${ORIGIN} read it`);
    return isAllowed(preflight) ? tolerated(expected, `the preflight allows ${ORIGIN}`) : ok;
  },
});
