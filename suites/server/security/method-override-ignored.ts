import { callEach, noneCarriedOut, serverCheck } from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.security.method-override-ignored',
  title: 'Headers that override method or path do not get around the token',
  probe: async (server) => {
    const { pathname } = server.endpoint;
    return callEach(server, {
      'X-HTTP-Method-Override: OPTIONS': { headers: [['x-http-method-override', 'OPTIONS']] },
      'X-HTTP-Method: OPTIONS and X-Method-Override: OPTIONS': {
        headers: [
          ['x-http-method', 'OPTIONS'],
          ['x-method-override', 'OPTIONS'],
        ],
      },
      'X-Original-URL: /health': { headers: [['x-original-url', '/health']] },
      'X-Rewrite-URL: /health': { headers: [['x-rewrite-url', '/health']] },
      'another path and X-Original-URL': {
        url: new URL('/', server.endpoint),
        headers: [
          ['x-original-url', pathname],
          ['x-rewrite-url', pathname],
        ],
      },
    });
  },
  judge: noneCarriedOut,
});
