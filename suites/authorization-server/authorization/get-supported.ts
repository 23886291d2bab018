import { authorizationServerCheck, describe, ok, violation } from '../../../harness/index.ts';

/** The path or the method is not served: no answer to the request itself. */
const NOT_SERVED = [404, 405, 501];

export default authorizationServerCheck({
  requirement: 'authorization-server.authorization.get-supported',
  title: 'The authorization endpoint takes GET',
  needs: ['login'],
  probe: async (server) => {
    const { exchanges, reply } = await server.authorize({ login: false });
    return { answer: exchanges[0] ?? reply.exchange };
  },
  judge: ({ answer }) =>
    NOT_SERVED.includes(answer.response.status)
      ? violation('a login page or a redirect in answer to a good GET', describe(answer))
      : ok,
});
