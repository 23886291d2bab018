import {
  callEach,
  firstProblem,
  ok,
  serverCheck,
  violation,
  type Answered,
  type Exchange,
  type ServerContext,
} from '../../../harness/index.ts';

/** What tells of the inside of a server. Each is strict enough not to be met by chance in a plain sentence. */
const TRACES: [what: string, pattern: RegExp][] = [
  ['a stack frame', /\bat (?:async )?[\w$.<>[\] ]*\(?(?:file:\/\/|node:|[A-Z]:\\|\/)[^\s()]+:\d+:\d+\)?/],
  ['a stack frame', /\bat [\w$.]+\([\w$]+\.(?:java|kt|scala|cs):\d+\)/],
  ['a stack trace', /Traceback \(most recent call last\)|^goroutine \d+ \[/m],
  ['a stack frame', /File \\?"[^"\n]+\\?", line \d+/],
  ['a file path', /(?:^|[\s"'(=])\/(?:home|Users|usr|var|opt|srv|app|root|tmp)\/[\w./@-]+\.\w{1,5}\b/m],
  ['a file path', /\b[A-Z]:\\{1,2}(?:Users|Program Files|inetpub|app|src)\\/],
  ['a file path', /node_modules\/[\w@.-]+|site-packages\/\w+/],
];
const PRIVATE =
  /\b(?:10(?:\.\d{1,3}){3}|192\.168(?:\.\d{1,3}){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d{1,3}){2})\b/;

export default serverCheck({
  requirement: 'server.security.no-stack-trace',
  title: 'Error answers tell nothing of the inside of the server',
  // It sees the error answers that all other checks got.
  last: true,
  probe: async (server) => {
    const provoked = await callEach(server, {
      'no token': {},
      'a token that is none': { token: 'not-a-token-0123456789' },
      'no token and no JSON': { body: '{"jsonrpc":"2.0",' },
      'a malformed token': { authorization: ['Bearer a b'] },
      'another content type': { headers: [['content-type', 'text/plain']] },
    });
    return { provoked: Object.values(provoked), others: distinct(errorsOf(server)) };
  },
  judge: ({ provoked, others }) => firstProblem([...provoked, ...others].map(judgeOne)),
});

function errorsOf({ target: { recorder, origins } }: ServerContext): Exchange[] {
  return recorder.exchanges.filter(
    ({ request, response }) =>
      response !== undefined && response.status >= 400 && origins.has(new URL(request.url).origin),
  );
}

/** One of those that look alike is enough: always that of the same check, whichever was answered first. */
function distinct(exchanges: Exchange[]): Exchange[] {
  const found = new Map<string, Exchange>();
  for (const one of [...exchanges].sort(byCheck)) {
    const key = `${one.response?.status ?? 0} ${textOf(one).replace(/‹[^›]*›|\d+/g, '#')}`;
    if (!found.has(key)) found.set(key, one);
  }
  return [...found.values()].slice(0, 40);
}

/** Checks before what was gathered for many of them. */
function byCheck(a: Exchange, b: Exchange): number {
  const rank = ({ by }: Exchange) => (by.startsWith('gather/') ? `~${by}` : by);
  const [one, other] = [rank(a), rank(b)];
  return one < other ? -1 : one > other ? 1 : Number(a.id.slice(1)) - Number(b.id.slice(1));
}

function textOf({ response }: Exchange): string {
  const own = response?.headers.filter(([name]) => !/^(date|age|set-cookie|x-request-id)$/i.test(name)) ?? [];
  return [...own.map(([name, value]) => `${name}: ${value}`), response?.body ?? ''].join('\n');
}

function judgeOne(answer: Answered) {
  const { hostname, pathname } = new URL(answer.request.url);
  // To repeat what was asked for tells nothing.
  const text = textOf(answer)
    .replaceAll(hostname, '')
    .replaceAll(pathname === '/' ? '\0' : pathname, '');
  const address = PRIVATE.test(text) ? 'a private address' : undefined;
  const found = TRACES.find(([, pattern]) => pattern.test(text))?.[0] ?? address;
  return found === undefined
    ? ok
    : violation(
        'an error answer without stack traces, paths and private addresses',
        `HTTP ${answer.response.status} with ${found} (${answer.id})`,
      );
}
