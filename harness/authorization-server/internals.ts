/** What error answers tell of the inside of a server, by what gives it away. */
const SIGNS: readonly [what: string, sign: RegExp][] = [
  // file:///app/x.js:1:2, /app/x.js:1:2, C:\app\x.js:1:2, node:internal/x:1:2
  ['a stack trace', /\bat (?:async )?(?:[\w$.<>[\] ]+ \()?(?:file:\/\/|node:|\/|[A-Za-z]:\\)[^\s)]*:\d+:\d+/],
  ['a stack trace', /\bat [\w$.]+\([\w$]+\.(?:java|kt|scala|groovy):\d+\)/],
  ['a stack trace', /Traceback \(most recent call last\)|\bFile \\?"[^"\\]+\.py\\?", line \d+/],
  ['a stack trace', /\bgoroutine \d+ \[|\.go:\d+ \+0x[\da-f]+/],
  ['a stack trace', /\bin [\w\\/.-]+\.(?:cs|vb):line \d+|\.php\(\d+\)|\.php on line \d+|\.rb:\d+:in [`']/],
  ['SQL', /\bSELECT\s[^<>]{1,300}\sFROM\s|\bINSERT INTO\s|\bDELETE FROM\s|\bUPDATE\s\S+\sSET\s/],
  ['SQL', /SQLSTATE|ORA-\d{5}|syntax error at or near|violates unique constraint|SQLITE_ERROR/],
  // A page may well load /app/main.js: what stands in quotes there is no sign.
  [
    'the path of a file',
    /(?<![\w"'=.:/])(?:\/(?:home|Users|root|usr|var|opt|srv|app|workspace)\/[\w.@/-]+\.\w+)/,
  ],
  ['the path of a file', /(?<![\w"'=])[A-Za-z]:\\(?:[\w .-]+\\)+[\w .-]+\.\w+/],
];

/** What an error text tells that is none of the client's business; undefined for a good one. */
export function internalsIn(text: string): string | undefined {
  const plain = decoded(text);
  return SIGNS.find(([, sign]) => sign.test(plain))?.[0];
}

/** Without the escapes of JSON, HTML and redirects. */
function decoded(text: string): string {
  return text
    .replaceAll('\\n', '\n')
    .replaceAll('\\/', '/')
    .replaceAll(/%2F/gi, '/')
    .replaceAll(/%3A/gi, ':')
    .replaceAll(/%28/g, '(')
    .replaceAll(/%29/g, ')')
    .replaceAll(/\+|%20/g, ' ')
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll(/&#(?:39|x27);/gi, "'");
}
