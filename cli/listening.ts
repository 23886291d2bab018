import { codeOf, messageOf, usageFailure } from './failure.ts';

/**
 * Starts something that listens. What keeps it from listening is for the user to mend, so it ends in a line.
 *
 * `flag` is the one that names the port.
 *
 * @throws Failure (usage)
 */
export async function listening<T>(
  { host, port, flag = '--port' }: { host: string; port: number; flag?: string },
  start: () => Promise<T>,
): Promise<T> {
  try {
    return await start();
  } catch (error) {
    // A bug of ours shows as one of these; it must not be blamed on the command line.
    if (error instanceof TypeError || error instanceof ReferenceError) throw error;
    // The mock's own words do not name the flag; the error of Node.js is behind them.
    const cause = error instanceof Error ? error.cause : undefined;
    const code = codeOf(error) ?? codeOf(cause) ?? '';
    throw usageFailure(REASONS[code]?.(host, port, flag) ?? messageOf(error));
  }
}

const REASONS: Partial<Record<string, (host: string, port: number, flag: string) => string>> = {
  EADDRINUSE: (host, port, flag) =>
    `Port ${port} on ${host} is in use. End the program that listens there, or name another port with ${flag} (0 takes a free one).`,
  EACCES: (_, port) => `Port ${port} may not be used: permission denied. Take one above 1023.`,
  EADDRNOTAVAIL: (host) => `This machine has no address ${host}. Name another one with --host.`,
  ENOTFOUND: (host) => `There is no host ${host}. Name an address of this machine with --host.`,
};
