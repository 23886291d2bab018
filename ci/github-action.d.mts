type Environment = Readonly<Record<string, string | undefined>>;

export class InputError extends Error {}
export function commandLine(environment: Environment): string[];
export function environmentOf(environment: Environment): Record<string, string>;
export function packageOf(environment: Environment): string;
export function outputsOf(folder: string, exitCode: number): Record<string, string>;
export function outputLines(outputs: Record<string, string>, delimiter?: () => string): string;
export function main(
  environment: Environment,
  tool?: (environment: Environment) => Promise<string>,
): Promise<number>;
