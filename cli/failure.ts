/** Exit codes. 0: conformant; the others say why not. */
export const EXIT = {
  ok: 0,
  /** Violations at or above `--fail-on`. */
  violations: 1,
  /** The command line cannot be understood, or what it names cannot be used. */
  usage: 2,
  /** The target was not reached, or a duty could not be judged. */
  incomplete: 3,
  /** A bug of this tool. */
  bug: 70,
  /** 128 + SIGINT, as shells have it. */
  interrupted: 130,
} as const;

/** An end that the user can do something about: one line, and an exit code. */
export class Failure extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode: number) {
    super(message);
    this.name = 'Failure';
    this.exitCode = exitCode;
  }
}

/** Something about the command line, or about what it names. */
export function usageFailure(message: string): Failure {
  return new Failure(message, EXIT.usage);
}

/** The text of anything thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The code that Node.js gives to an operating system's error, such as `EADDRINUSE`. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
