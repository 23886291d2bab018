/** What a job on GitHub is told beside the output: annotations and its summary. */
import { randomUUID } from 'node:crypto';
import { appendFile } from 'node:fs/promises';
import type { Report } from '../harness/contract.ts';
import type { RenderOptions } from '../reports/index.ts';
import { messageOf } from './failure.ts';

type Environment = Record<string, string | undefined>;

/** Whether this is a job on GitHub. */
export function onGithub(env: Environment = process.env): boolean {
  return env['GITHUB_ACTIONS'] === 'true';
}

/**
 * The text so that the runner takes no command from it: what a target answered is in it.
 *
 * @param token Nobody may know it before.
 */
export function withoutCommands(
  text: string,
  env: Environment = process.env,
  token: string = randomUUID(),
): string {
  return onGithub(env) ? `::stop-commands::${token}\n${text}::${token}::\n` : text;
}

/** Annotations for the job, and its summary filled; nothing elsewhere. */
export async function tellGithub(
  report: Report,
  options: RenderOptions,
  write: (text: string) => void,
  env: Environment = process.env,
): Promise<void> {
  if (!onGithub(env)) return;
  const { reporters } = await import('../reports/index.ts');
  write(reporters.github.render(report, options));
  const summary = env['GITHUB_STEP_SUMMARY'];
  if (summary === undefined || summary === '') return;
  try {
    await appendFile(summary, reporters.markdown.render(report, options));
  } catch (error) {
    write(`The job summary could not be written: ${messageOf(error)}\n`);
  }
}
