// A hostile client: it puts secrets wherever a request has room, prints them, and never gets in.
import { readFileSync } from 'node:fs';
import { addressWith, dataWith, echoOf, headersWith, logWith } from './hostile.mjs';

const planted = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const url = process.argv.at(-1);
const headers = {
  ...headersWith(planted),
  'content-type': 'application/json',
  authorization: `Basic ${Buffer.from(`client:${planted.basicPassword}`).toString('base64')}`,
  cookie: `sid=${planted.cookieValue}; sid.sig=${planted.cookieSignature}`,
  'www-authenticate': `Bearer ${planted.opaqueBearerInChallenge}`,
};
const { search } = new URL(addressWith(planted));
const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params: dataWith(planted) });
const answer = await fetch(`${url}${search}`, { method: 'POST', headers, body });
console.log(await answer.text());
await fetch(url, {
  method: 'POST',
  headers: { 'content-type': 'text/plain' },
  body: echoOf(Object.values(planted)),
});
console.log(addressWith(planted));
console.log(logWith(planted));
console.log(echoOf(Object.values(planted).slice(0, 12)));
process.exitCode = 3;
