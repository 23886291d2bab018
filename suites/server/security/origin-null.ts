import {
  doesNotApply,
  goodTokenAccepted,
  isLoopback,
  isServed,
  ok,
  refused,
  serverCheck,
} from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.security.origin-null',
  title: 'The Origin value null is not trusted',
  needs: ['token'],
  control: goodTokenAccepted,
  probe: async (server) => {
    const token = await server.goodToken();
    const [opaque, foreign] = await Promise.all([
      server.call({ token, headers: [['origin', 'null']] }),
      server.call({ token, headers: [['origin', 'https://evil.example']] }),
    ]);
    return { opaque, foreign, onLoopback: isLoopback(server.endpoint.hostname) };
  },
  judge: ({ opaque, foreign, onLoopback }) => {
    if (isServed(foreign)) return doesNotApply('The server takes any Origin; another check judges that.');
    // Elsewhere a web page cannot reach what the user could not.
    return onLoopback ? refused(opaque, 'a request with Origin: null') : ok;
  },
});
