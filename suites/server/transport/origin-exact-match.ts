import type { Exchange, ServerContext } from '../../../harness/index.ts';
import {
  describe,
  doesNotApply,
  firstProblem,
  goodTokenAccepted,
  isLoopback,
  isServed,
  notApplicable,
  ok,
  serverCheck,
  violation,
} from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.transport.origin-exact-match',
  title: 'Origins that only look like an allowed one are refused',
  needs: ['token'],
  control: goodTokenAccepted,
  probe: async (server) => {
    const allowed = await allowedOrigin(server);
    const { origin, exchange } = allowed;
    const lookalikes: Exchange[] = [];
    for (const lookalike of lookalikesOf(new URL(origin))) lookalikes.push(await callFrom(server, lookalike));
    return { allowed: exchange, foreign: await callFrom(server, 'https://evil.example'), lookalikes };
  },
  judge: ({ foreign, lookalikes }) => {
    if (isServed(foreign))
      return doesNotApply('The server takes requests of any Origin; another check judges that.');
    return firstProblem(
      lookalikes.map((exchange) => {
        const origin = exchange.request.headers.find(([name]) => name === 'origin')?.[1] ?? '';
        return isServed(exchange) ? violation(`a refusal of Origin: ${origin}`, describe(exchange)) : ok;
      }),
    );
  },
});

async function callFrom(server: ServerContext, origin: string): Promise<Exchange> {
  return server.call({ token: await server.goodToken(), headers: [['origin', origin]] });
}

/** The first origin of which the server takes requests, among those that it may be expected to allow. */
async function allowedOrigin(server: ServerContext): Promise<{ origin: string; exchange: Exchange }> {
  const { origin, hostname, port } = server.endpoint;
  const local = isLoopback(hostname) ? [`http://localhost:${port}`, 'http://localhost'] : [];
  const tried: string[] = [];
  for (const candidate of [...local, origin]) {
    const exchange = await callFrom(server, candidate);
    tried.push(exchange.id);
    if (isServed(exchange)) return { origin: candidate, exchange };
  }
  throw notApplicable(
    `No allowed Origin is known: ${[...local, origin].join(' and ')} are refused, so nothing can look like one.`,
    tried,
  );
}

/** A server on this machine may allow every port of it on purpose, so only other hosts count there. */
function lookalikesOf({ protocol, hostname, port, host }: URL): string[] {
  const isName = /[a-z]/i.test(hostname) && !hostname.startsWith('[');
  const elsewhere = [
    ...(hostname.startsWith('[') ? [] : [`${protocol}//${hostname}.evil.example`]),
    ...(isName ? [`${protocol}//evil-${host}`, `${protocol}//${hostname}.evil.example:${port || 8443}`] : []),
  ];
  if (isLoopback(hostname)) return elsewhere;
  const otherPort = `${protocol}//${hostname}:${port === '8443' ? 9443 : 8443}`;
  return [...elsewhere, otherPort, ...(protocol === 'https:' ? [`http://${host}`] : [])];
}
