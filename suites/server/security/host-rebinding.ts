import {
  goodTokenAccepted,
  isLoopback,
  notApplicable,
  refused,
  serverCheck,
} from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.security.host-rebinding',
  title: 'A server on loopback refuses requests whose Host is not a local name',
  needs: ['token'],
  control: goodTokenAccepted,
  probe: async (server) => {
    if (!isLoopback(server.endpoint.hostname)) throw notApplicable('The server does not run on loopback.');
    return {
      foreign: await server.call({ token: await server.goodToken(), headers: [['host', 'evil.example']] }),
    };
  },
  judge: ({ foreign }) => refused(foreign, 'a request whose Host is evil.example'),
});
