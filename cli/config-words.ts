/** What a config file is told to be when it is not: messages that name what is allowed. */
import type { z } from 'zod';
import { suggest } from '../mock-as/suggest.ts';

type RawIssue = z.core.$ZodRawIssue;

const KINDS: Record<string, string> = {
  string: 'text, in quotes',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

export const SECRET =
  "A secret does not stand in this file. Set an environment variable and write { env: 'NAME' } with its name.";

/** What is said where the schema itself has no words. Never what stands there: it may be a secret. */
export function plainWords(issue: RawIssue): string | undefined {
  if (issue.code === 'invalid_type') {
    if (issue.input === undefined) return 'This is missing.';
    return `Write ${KINDS[issue.expected] ?? issue.expected}.`;
  }
  if (issue.code === 'too_small') return `At least ${issue.minimum}.`;
  if (issue.code === 'too_big') return `At most ${issue.maximum}.`;
  return undefined;
}

/** Of the keys that an object has and should not. */
export function unknownKeys(known: readonly string[]): (issue: RawIssue) => string | undefined {
  return (issue) => {
    if (issue.code !== 'unrecognized_keys') return undefined;
    return issue.keys
      .map((key) => `There is no ${JSON.stringify(key)}. ${nearest(camelCase(key), known)}`)
      .join(' ');
  };
}

/** Of a value that is none of the known ones. */
export function oneOfThem(known: readonly string[]): (issue: RawIssue) => string {
  const allowed = `Allowed: ${known.join(', ')}.`;
  return ({ input }) => {
    if (input === undefined) return `This is missing. ${allowed}`;
    const near = typeof input === 'string' ? suggest(input, known) : [];
    return near.length === 0 ? allowed : `Did you mean ${near.join(' or ')}? ${allowed}`;
  };
}

function nearest(key: string, known: readonly string[]): string {
  const near = suggest(key, known);
  return near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `Allowed: ${known.join(', ')}.`;
}

/** A flag's name as a key: `--spec-version`, `spec_version` and `spec-version` are all `specVersion`. */
export function camelCase(name: string): string {
  return name.replace(/^-+/, '').replaceAll(/[-_]+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** Where editors find the JSON Schema of the file, below `node_modules`. */
export const SCHEMA_IN_PACKAGE = 'mcp-auth-conformance/dist/cli/config.schema.json';
