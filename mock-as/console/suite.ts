import { FormTrouble } from './form.ts';
import type { ConsoleReport, Suite, SuiteProgress } from './types.ts';

/** The newest run of the suite, as far as it came. */
export interface SuiteRun {
  readonly url: string;
  readonly way: string;
  readonly state: 'running' | 'done' | 'failed';
  readonly progress: SuiteProgress;
  readonly report?: ConsoleReport;
  /** Why there is no report. */
  readonly trouble?: string;
}

/** Runs the suite, one run after the other. */
export interface SuiteRuns {
  readonly suite: Suite;
  latest(): SuiteRun | undefined;
  /** Throws FormTrouble when a run goes on, or there is no such way. */
  start(wanted: { url: string; way: string }): void;
  stop(): void;
}

/** @param changed Called whenever the latest run has come further. */
export function createSuiteRuns(suite: Suite, changed: () => void): SuiteRuns {
  let latest: SuiteRun | undefined;
  let controller: AbortController | undefined;

  const put = (run: SuiteRun): void => {
    latest = run;
    changed();
  };
  const follow = async (wanted: { url: string; way: string }, signal: AbortSignal): Promise<void> => {
    const running = { ...wanted, state: 'running' as const };
    let progress: SuiteProgress = {};
    put({ ...running, progress });
    try {
      const report = await suite.run(wanted, {
        signal,
        onProgress: (step) => {
          progress = { ...progress, ...step };
          put({ ...running, progress });
        },
      });
      put({ ...wanted, state: 'done', progress, report });
    } catch (error) {
      const trouble = error instanceof Error ? error.message : String(error);
      put({ ...wanted, state: 'failed', progress, trouble });
    }
  };

  return {
    suite,
    latest: () => latest,
    start: (wanted) => {
      if (latest?.state === 'running')
        throw new FormTrouble('A run goes on already. Wait for it, or stop it.');
      if (!suite.ways.some(({ name }) => name === wanted.way)) {
        throw new FormTrouble(`way cannot be ${JSON.stringify(wanted.way)}.`);
      }
      controller = new AbortController();
      void follow(wanted, controller.signal);
    },
    stop: () => controller?.abort(new Error('The run was stopped.')),
  };
}
