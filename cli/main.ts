import { CommanderError } from 'commander';
import { codeOf, EXIT, Failure, messageOf } from './failure.ts';
import { createProgram } from './program.ts';
import { clean } from '../harness/clean.ts';
import { VERSION } from '../harness/version.ts';

const LINGER_MS = 500;

/** Runs the command line; the process ends with its exit code. */
export async function main(args: string[]): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', endOfReader);
  process.on('uncaughtException', (error) => process.exit(explain(error)));
  process.on('unhandledRejection', (error) => process.exit(explain(error)));
  let code: number;
  try {
    await createProgram().parseAsync(args, { from: 'user' });
    code = typeof process.exitCode === 'number' ? process.exitCode : EXIT.ok;
  } catch (error) {
    code = explain(error);
  }
  process.exitCode = code;
  // Everything is written but what was just printed. Neither sockets of a target that never closes its end nor a key that
  // is still being made for nobody may keep the process; nor may a reader who does not read.
  setTimeout(() => process.exit(), LINGER_MS).unref();
  await Promise.all([process.stdout, process.stderr].map(flushed));
  process.exit();
}

/** Resolves when all that was written has left the process, or nobody is there to take it. */
function flushed(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => stream.write('', () => resolve()));
}

/** Whoever reads our output has gone (`… | head`); that is no error. */
function endOfReader(error: Error): void {
  if (codeOf(error) === 'EPIPE' || codeOf(error) === 'EIO') process.exit(process.exitCode ?? EXIT.ok);
  throw error;
}

/** Says in a line what went wrong; gives the exit code. */
function explain(error: unknown): number {
  // Commander has printed its own line, or the help that was asked for.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  if (error instanceof Failure) {
    // What a target or a file said may stand in it.
    process.stderr.write(`${error.message.split('\n').map(clean).join('\n')}\n`);
    return error.exitCode;
  }
  process.stderr.write(
    `A bug of mcp-auth-conformance: ${messageOf(error)}\nPlease report it to its maintainers, with the command that you ran and: version ${VERSION}, Node.js ${process.version}, ${process.platform}.\n`,
  );
  if (process.env['DEBUG']) process.stderr.write(`${error instanceof Error ? (error.stack ?? '') : ''}\n`);
  else process.stderr.write('DEBUG=1 shows where it happened.\n');
  return EXIT.bug;
}
