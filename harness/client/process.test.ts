import { describe, expect, it } from 'vitest';
import { isAlive } from '../lab/is-alive.test-helper.ts';
import { runCommand } from './process.ts';

function run(script: string, limitMs = 10_000) {
  return runCommand({ command: script, env: process.env, signal: AbortSignal.timeout(limitMs) });
}

describe('runCommand', () => {
  it('tells how a command ended, and what it printed', async () => {
    expect(await run('echo out; echo err >&2; exit 7')).toEqual({
      exitCode: 7,
      output: expect.stringMatching(/^(out\nerr|err\nout)\n$/) as string,
    });
    expect(await run('kill -KILL $$')).toEqual({ killedBy: 'SIGKILL', output: '' });
    expect(await run('/nowhere/no-such-command')).toMatchObject({ exitCode: 127 });
  });

  it('keeps the beginning and the end of megabytes, without a line end as well', async () => {
    const { output } = await run('printf BEGIN; head -c 4000000 /dev/zero | tr "\\0" x; printf END');
    expect(output.length).toBeLessThan(66_000);
    expect(output).toMatch(/^BEGIN[\s\S]*… cut …[\s\S]*END$/);
  });

  it('ends who is deaf to SIGTERM', async () => {
    const { killedBy, output } = await run('trap "echo deaf" TERM; while :; do sleep 1; done', 300);
    expect(killedBy).toBe('SIGKILL');
    expect(output).toContain('deaf');
  });

  it('lets who hears SIGTERM say its last words', async () => {
    const { exitCode, output } = await run(`trap 'echo bye; exit 4' TERM; sleep 30 & wait`, 300);
    expect({ exitCode, output }).toEqual({ exitCode: 4, output: 'bye\n' });
  });

  it('does not wait for a child that keeps the output open, and ends it', async () => {
    const started = performance.now();
    const { exitCode, output } = await run('sleep 60 & echo $!; exit 0');
    expect(exitCode).toBe(0);
    expect(performance.now() - started).toBeLessThan(8_000);
    await expect.poll(() => isAlive(Number(output))).toBe(false);
  });
});
