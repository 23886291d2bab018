import { createServer } from 'node:net';

/** Below the ephemeral range, where other programs' stray requests would arrive. */
const LOWEST = 20_000;
const HIGHEST = 32_000;

/** A TCP port on loopback that nobody listens on right now. */
export async function freePort(host = '127.0.0.1'): Promise<number> {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const port = LOWEST + Math.floor(Math.random() * (HIGHEST - LOWEST));
    if (await isFree(port, host)) return port;
  }
  throw new Error(`No free port found on ${host} between ${LOWEST} and ${HIGHEST} in 50 attempts.`);
}

function isFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, host, () => probe.close(() => resolve(true)));
  });
}
