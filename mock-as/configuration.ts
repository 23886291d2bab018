import { readFile } from 'node:fs/promises';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import type { MockAuthorizationServerOptions } from './options.ts';
import { profileNames } from './profiles/index.ts';
import { behaviour, organization, resourceOptions, text, user } from './schemas.ts';
import { seededRandom } from './seeded.ts';
import { suggest } from './suggest.ts';

const schema = z.strictObject({
  ...behaviour,
  profile: z.enum(profileNames).optional(),
  host: text.optional(),
  port: z.number().int().min(0).max(65_535).optional(),
  allowNonLoopback: z.boolean().optional(),
  tls: z.boolean().optional(),
  resource: resourceOptions.optional(),
  resources: z.array(resourceOptions).min(1).optional(),
  users: z.array(user).optional(),
  organizations: z.array(organization).optional(),
  client: z
    .strictObject({ id: text.optional(), secret: text.optional(), redirectUris: z.array(text).optional() })
    .optional(),
  seed: z.number().int().optional(),
});

/** Reads the declaration of a mock. Throws an error that names the file, the member, and what to write there. */
export async function readConfiguration(path: string): Promise<MockAuthorizationServerOptions> {
  const content = await readFile(path, 'utf8').catch((error: unknown) => {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new Error(`${path} cannot be read: ${isMissing ? 'there is no such file' : String(error)}.`, {
      cause: error,
    });
  });
  return parseConfiguration(path, content);
}

/** The same for text at hand; JSON is YAML too. */
export function parseConfiguration(path: string, content: string): MockAuthorizationServerOptions {
  const document = parseDocument(content, { prettyErrors: true });
  const [broken] = document.errors;
  if (broken !== undefined) {
    const [where] = broken.linePos ?? [];
    const place = where === undefined ? '' : `:${where.line}:${where.col}`;
    const [reason = ''] = broken.message.split(/ at line|\n/);
    throw new Error(
      `${path}${place} is no YAML: ${reason.replace(/[.:]$/, '')}. Check indentation and quotes there.`,
    );
  }
  const checked = schema.safeParse(document.toJS() ?? {});
  if (!checked.success) {
    throw new Error(
      checked.error.issues
        .flatMap((issue) => explained(issue))
        .map((line) => `${path}: ${line}`)
        .join('\n'),
    );
  }
  const { seed, ...options } = checked.data;
  return {
    ...options,
    ...(seed === undefined ? {} : { random: seededRandom(seed) }),
  } as MockAuthorizationServerOptions;
}

type Issue = z.core.$ZodIssue;

/** What is wrong, and what to write, one line for each member. */
function explained(issue: Issue): string[] {
  const at = memberName(issue.path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => {
        const known = knownMembers(issue.path);
        const near = suggest(key, known);
        const hint =
          near.length > 0
            ? `Did you mean ${near.join(' or ')}?`
            : `Write one of ${known.join(', ')}, or leave it out.`;
        return `${memberName([...issue.path, key])}: there is no such member. ${hint}`;
      });
    case 'invalid_value':
      return [`${at}: write ${issue.values.map((value) => JSON.stringify(value)).join(' or ')}.`];
    case 'invalid_type':
      return [`${at}: write ${named(issue.expected)}.`];
    case 'invalid_union': {
      const [first] = issue.errors.map((branch) => branch[0]).filter((one) => (one?.path.length ?? 0) > 0);
      if (first !== undefined) return explained({ ...first, path: [...issue.path, ...first.path] });
      return [`${at}: write ${unionNames(issue.errors)}.`];
    }
    case 'too_small':
      return [
        `${at}: write ${typeof issue.minimum === 'number' && issue.origin === 'number' ? `a number from ${issue.minimum} on` : 'something; it is empty'}.`,
      ];
    case 'too_big':
      return [`${at}: write a number up to ${String(issue.maximum)}.`];
    default:
      return [`${at}: ${issue.message}.`];
  }
}

function unionNames(branches: readonly (readonly Issue[])[]): string {
  const names = branches.flatMap(([issue]) => {
    if (issue?.code === 'invalid_value') return issue.values.map((value) => JSON.stringify(value));
    return issue?.code === 'invalid_type' ? [named(issue.expected)] : [];
  });
  return [...new Set(names)].join(' or ');
}

function named(type: string): string {
  const names: Record<string, string> = {
    string: 'a text',
    number: 'a number',
    int: 'a whole number',
    boolean: 'true or false',
    array: 'a list',
    object: 'members with names',
    record: 'members with names',
  };
  return names[type] ?? type;
}

function memberName(path: readonly PropertyKey[]): string {
  const name = path.reduce<string>(
    (before, part) =>
      typeof part === 'number'
        ? `${before}[${part}]`
        : before === ''
          ? String(part)
          : `${before}.${String(part)}`,
    '',
  );
  return name === '' ? 'the file' : name;
}

/** The members that may stand at a place of the file. */
function knownMembers(path: readonly PropertyKey[]): string[] {
  const [first, , third] = path;
  const inScope = third === 'scopes' || path[1] === 'scopes';
  if (inScope) return ['name', 'description', 'enabled'];
  switch (first) {
    case 'resource':
    case 'resources':
      return Object.keys(resourceOptions.shape);
    case 'users':
      return Object.keys(user.shape);
    case 'organizations':
      return Object.keys(organization.shape);
    case 'client':
      return ['id', 'secret', 'redirectUris'];
    default:
      return Object.keys(schema.shape);
  }
}
