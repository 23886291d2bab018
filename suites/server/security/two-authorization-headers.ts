import { callEach, eachRefused, goodTokenAccepted, serverCheck } from '../../../harness/index.ts';

const BAD = 'Bearer not-a-token-0123456789';

export default serverCheck({
  requirement: 'server.security.two-authorization-headers',
  title: 'A request with two credentials is refused instead of one of them being picked',
  needs: ['token'],
  control: goodTokenAccepted,
  probe: async (server) => {
    const good = `Bearer ${await server.goodToken()}`;
    return callEach(server, {
      'a good token in the first of two Authorization lines': { authorization: [good, BAD] },
      'a good token in the second of two Authorization lines': { authorization: [BAD, good] },
      'two credentials in one Authorization line': { authorization: [`${good}, ${BAD}`] },
    });
  },
  judge: eachRefused,
});
