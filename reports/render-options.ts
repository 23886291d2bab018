import type { CheckResult } from '../harness/contract.ts';

/** A place in the user's own source. */
export interface SourceLocation {
  /** Relative to the root of the repository, with `/`. */
  path: string;
  line: number;
}

/** What a rendering may be told beside the report. */
export interface RenderOptions {
  /** Where the user wants to see a finding. */
  locate?: ((check: CheckResult) => SourceLocation | undefined) | undefined;
}
