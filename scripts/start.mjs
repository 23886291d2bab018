#!/usr/bin/env node
/** Runs the command line from its TypeScript source; without arguments the demo. */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';

const bin = fileURLToPath(new URL('../cli/bin.ts', import.meta.url));
const given = process.argv.slice(2);
const about = ['-h', '--help', '-V', '--version'];
/** Flags alone are flags of the demo. */
const isDemo = given[0] === undefined || (given[0].startsWith('-') && !about.includes(given[0]));
const child = spawn(
  process.execPath,
  ['--import', import.meta.resolve('tsx'), bin, ...(isDemo ? ['demo'] : []), ...given],
  { stdio: 'inherit' },
);

// A terminal sends Ctrl-C to the whole group, so the child may hear of it twice; it takes signals in quick
// succession as one.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));

child.on('error', (error) => {
  process.stderr.write(`The command line could not be started: ${error.message}\n`);
  process.exitCode = 70;
});
child.on('exit', (code, signal) => {
  process.exitCode = code ?? 128 + (constants.signals[signal] ?? 0);
});
