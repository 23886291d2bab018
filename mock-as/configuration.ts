import { readFile } from 'node:fs/promises';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import { choices, clientAuthenticationMethods, switches } from './behaviour.ts';
import type { MockAuthorizationServerOptions } from './options.ts';
import { profileNames } from './profiles/index.ts';
import { seededRandom } from './seeded.ts';

const text = z.string().min(1);
const seconds = z.number().int().min(1);
const claims = z.record(z.string(), z.unknown());

const resource = z.strictObject({
  id: text.optional(),
  url: text.optional(),
  name: text.optional(),
  description: z.string().optional(),
  scopes: z
    .array(
      z.union([
        text,
        z.strictObject({ name: text, description: z.string().optional(), enabled: z.boolean().optional() }),
      ]),
    )
    .optional(),
  accessTokenLifetime: seconds.optional(),
  refreshTokenLifetime: seconds.optional(),
  documentation: text.optional(),
  dynamicRegistration: z.boolean().optional(),
  clientIdMetadataDocuments: z.boolean().optional(),
  audience: z.union([text, z.array(text)]).optional(),
  authorizationServers: z.array(text).optional(),
  crossAppAccess: z.boolean().optional(),
});

const user = z.strictObject({
  id: text,
  email: text.optional(),
  name: text.optional(),
  organization: text.optional(),
  external_id: text.optional(),
  roles: z.array(text).optional(),
  permissions: z.array(text).optional(),
  custom_claims: claims.optional(),
});

const organization = z.strictObject({ id: text, name: text.optional(), external_id: text.optional() });

const words = Object.fromEntries(
  Object.entries(choices).map(([name, known]) => [name, z.enum(known as readonly string[]).optional()]),
);
const onOff = Object.fromEntries(switches.map((name) => [name, z.boolean().optional()]));

const schema = z.strictObject({
  ...words,
  ...onOff,
  profile: z.enum(profileNames).optional(),
  host: text.optional(),
  port: z.number().int().min(0).max(65_535).optional(),
  allowNonLoopback: z.boolean().optional(),
  resource: resource.optional(),
  resources: z.array(resource).min(1).optional(),
  users: z.array(user).optional(),
  organizations: z.array(organization).optional(),
  approval: z.enum(['automatic', 'interactive']).optional(),
  subject: text.optional(),
  client: z
    .strictObject({ id: text.optional(), secret: text.optional(), redirectUris: z.array(text).optional() })
    .optional(),
  keySetMaxAge: z.number().int().min(0).optional(),
  metadata: claims.optional(),
  clientAuthenticationMethods: z.array(z.enum(clientAuthenticationMethods)).min(1).optional(),
  authorizationCodeLifetime: seconds.optional(),
  cors: z.union([z.enum(['permissive', 'redirect-uris']), z.array(text)]).optional(),
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
        const known = knownMembers(issue.path).join(', ');
        return `${memberName([...issue.path, key])}: there is no such member. Write one of ${known}, or leave it out.`;
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
      return Object.keys(resource.shape);
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
