import { describe, expect, it } from 'vitest';
import { internalsIn } from './internals.ts';

describe('internalsIn', () => {
  it.each([
    ['Node.js', JSON.stringify({ error: 'x', error_description: new Error('x').stack }), 'a stack trace'],
    ['Node.js in a page', '<pre>Error: x<br>    at find (/app/dist/server.js:10:4)</pre>', 'a stack trace'],
    ['Java', 'java.lang.NullPointerException\n\tat com.example.Token.find(Token.java:12)', 'a stack trace'],
    ['Python', 'Traceback (most recent call last):\n  File "/srv/a.py", line 3', 'a stack trace'],
    ['PHP', 'Fatal error: Uncaught x in /var/www/token.php on line 4', 'a stack trace'],
    [
      'a redirect',
      'https://a.example/cb?error=server_error&error_description=at+f+(%2Fapp%2Fx.js%3A1%3A2)',
      'a stack trace',
    ],
    ['SQL', '{"error":"SELECT * FROM clients WHERE id = 1"}', 'SQL'],
    ['a database', 'ERROR: duplicate key value violates unique constraint "x"', 'SQL'],
    [
      'a file',
      '{"error":"ENOENT: no such file or directory, open /srv/keys/private.pem"}',
      'the path of a file',
    ],
  ])('finds %s', (_, text, what) => expect(internalsIn(text)).toBe(what));

  it.each([
    ['an OAuth error', '{"error":"invalid_grant","error_description":"the code was used, or is unknown"}'],
    ['the scripts of a page', '<script src="/app/assets/main.js"></script><link href=/opt/site.css>'],
    ['URLs', 'See https://auth.example.com/var/docs/errors.html for more.'],
    ['prose', 'Select a client from the list, or update your settings at the console.'],
    ['times', 'Expired at 12:30:45'],
  ])('leaves %s alone', (_, text) => expect(internalsIn(text)).toBeUndefined());
});
