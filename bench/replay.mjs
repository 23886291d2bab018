/** The bare minimum: the exchanges of a report sent again by undici alone. `node bench/replay.mjs report.json 8` */
import { readFileSync } from 'node:fs';
import pLimit from 'p-limit';
import { Agent, request } from 'undici';

const [file = '', concurrency = '8'] = process.argv.slice(2);
const { exchanges } = JSON.parse(readFileSync(file, 'utf8'));
const dispatcher = new Agent({ connections: Number(concurrency) });
const limit = pLimit(Number(concurrency));
const plain = (text) => text.replace(/[^\x20-\x7e]/g, 'x');

await Promise.all(
  exchanges.map(({ request: sent }) =>
    limit(async () => {
      const headers = sent.headers.filter(
        ([name]) => !/^(host|content-length|connection|transfer-encoding)$/i.test(name),
      );
      const response = await request(sent.url, {
        dispatcher,
        method: sent.method,
        headers: headers.flatMap(([name, value]) => [name, plain(value)]),
        ...(sent.body === undefined ? {} : { body: plain(sent.body) }),
      });
      await response.body.text();
    }),
  ),
);
await dispatcher.close();
