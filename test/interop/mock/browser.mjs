#!/usr/bin/env node
/**
 * A browser for programs that open one by $BROWSER: goes where it is sent and follows redirects, without cookies. Where
 * nobody listens it tries again for some seconds: an authorization server that approves at once may send it back before
 * the program listens. Ends with 1, having said why, when it arrives at an error.
 */
import { setTimeout as pause } from 'node:timers/promises';

const end = Date.now() + 10_000;

async function visit(url) {
  for (;;) {
    try {
      return await fetch(url, { redirect: 'manual' });
    } catch (error) {
      if (Date.now() > end) throw new Error(`Nobody answers at ${url}.`, { cause: error });
      await pause(100);
    }
  }
}

let url = process.argv[2];
let response = await visit(url);
for (let hops = 0; response.headers.has('location') && hops < 10; hops += 1) {
  url = new URL(response.headers.get('location'), url).href;
  response = await visit(url);
}
if (!response.ok) {
  console.error(`${url} answered ${response.status}: ${await response.text()}`);
  process.exitCode = 1;
}
