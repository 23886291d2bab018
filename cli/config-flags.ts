/** A target of a config file as the flags of its command, so that both are read by the same parser. */
import type { CallSettings, EnvironmentReference, TargetSettings } from './config.ts';

type Environment = Record<string, string | undefined>;

/** A target names an environment variable that is not set. */
export class MissingVariable extends Error {
  override readonly name = 'MissingVariable';
}

/** `requirementSet` shares its flag with `profile`. */
const FLAGS: Record<string, string> = { requirementSet: '--profile' };

/**
 * The arguments of the command of its role. Values of environment variables are in them: they are for the parser only.
 *
 * @throws MissingVariable
 */
export function argumentsOf(target: TargetSettings, environment: Environment): string[] {
  return Object.entries(target).flatMap(([key, value]: [string, unknown]) => {
    if (key === 'role') return [];
    const flag = FLAGS[key] ?? flagOf(key);
    if (value === true) return [flag];
    // An "=" keeps a value that begins with "-" from being taken for a flag.
    return valuesOf(key, value, environment).map((one) => `${flag}=${one}`);
  });
}

/** `specVersion` as `--spec-version`. */
export function flagOf(key: string): string {
  return `--${key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

function valuesOf(key: string, value: unknown, environment: Environment): string[] {
  if (value === false) return [];
  if (typeof value === 'string' || typeof value === 'number') return [String(value)];
  if (Array.isArray(value))
    return value.map((one: unknown) => (key === 'call' ? callOf(one as CallSettings) : String(one)));
  // The command's variables may well have one that is called "env".
  if (key !== 'env' && isReference(value)) return [lookUp(value, key, environment)];
  return Object.entries(value as object).map(
    ([name, one]: [string, unknown]) =>
      `${name}=${isReference(one) ? lookUp(one, `${key}.${name}`, environment) : String(one)}`,
  );
}

function isReference(value: unknown): value is EnvironmentReference {
  return typeof value === 'object' && value !== null && 'env' in value && typeof value.env === 'string';
}

function lookUp({ env: name }: EnvironmentReference, key: string, environment: Environment): string {
  const value = environment[name];
  if (value !== undefined && value !== '') return value;
  throw new MissingVariable(
    `${key}: the environment variable ${name} is ${value === '' ? 'empty' : 'not set'}. Set it, as this file takes the value from there.`,
  );
}

function callOf({ tool, arguments: given, scopes }: CallSettings): string {
  return `${tool}${given === undefined ? '' : `=${JSON.stringify(given)}`}${scopes === undefined ? '' : `@${scopes.join('+')}`}`;
}
