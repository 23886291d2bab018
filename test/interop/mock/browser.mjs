#!/usr/bin/env node
/**
 * A browser for programs that open one by $BROWSER: goes where it is sent and follows redirects, through cookies of
 * nobody. It tries again for some seconds, as an authorization server that approves at once may send it back before
 * the program listens.
 */
import { setTimeout as pause } from 'node:timers/promises';

let url = process.argv[2];
const end = Date.now() + 10_000;
while (url !== undefined && Date.now() < end) {
  const response = await fetch(url, { redirect: 'manual' }).catch(() => undefined);
  if (response === undefined) {
    await pause(100);
    continue;
  }
  const location = response.headers.get('location');
  url = location === null ? undefined : new URL(location, url).href;
}
process.exitCode = url === undefined ? 0 : 1;
