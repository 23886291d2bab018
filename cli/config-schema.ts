/**
 * The schema of a config file. It says the same as the types of `config.ts` and as the flags of the commands (tests hold
 * the three together), and is the source of `config.schema.json`. What the values mean is checked where the flags are.
 */
import { z } from 'zod';
import { profileNames } from '../mock-as/profiles/index.ts';
import { reporters, type ReporterName } from '../reports/index.ts';
import { oneOfThem, SECRET, unknownKeys } from './config-words.ts';
import { FAIL_ON, REVISIONS } from './parse.ts';

const ROLES = ['server', 'authorization-server', 'client'] as const;

function strict<T extends z.core.$ZodLooseShape>(shape: T) {
  return z.strictObject(shape, { error: unknownKeys(Object.keys(shape)) });
}

function choice<const T extends string>(values: readonly T[]) {
  return z.enum(values, { error: oneOfThem(values) });
}

const variable = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'Write the name of an environment variable.');

const environmentReference = strict({ env: variable });

const secret = z.strictObject(
  { env: variable },
  { error: (issue) => (issue.code === 'invalid_type' ? SECRET : unknownKeys(['env'])(issue)) },
);

const text = z.string().min(1, 'Write something here.');

const textOrReference = z.union([text, environmentReference], {
  error: "Write text, or { env: 'NAME' } for the value of an environment variable.",
});

const names = Object.keys(reporters) as ReporterName[];
const format = z.array(choice(names));
const reporter = z.partialRecord(choice(names), text);
const flag = z.boolean();

const run = {
  specVersion: choice(['auto', ...REVISIONS]).exactOptional(),
  topic: z.array(text).exactOptional(),
  check: z.array(text).exactOptional(),
  timeout: z
    .union([z.number(), z.string()], { error: 'Write milliseconds, or text with a unit, such as "10s".' })
    .exactOptional(),
  strictHttps: flag.exactOptional(),
  failOn: choice(FAIL_ON).exactOptional(),
  expectedFailures: text.exactOptional(),
  baseline: text.exactOptional(),
  minCoverage: z.number().min(0).max(100).exactOptional(),
  requirementSet: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}@\d+$/, 'Write the name of a requirement set, such as 2025-11-25@1.')
    .exactOptional(),
  output: text.exactOptional(),
  format: format.exactOptional(),
  reporter: reporter.exactOptional(),
  source: z.array(text).exactOptional(),
  verbose: flag.exactOptional(),
};

const env = z
  .record(
    z.string().regex(/^[^=\s]+$/, 'This is no name of an environment variable.'),
    z.union([z.string(), z.number(), z.boolean(), environmentReference], {
      error: "Write text, or { env: 'NAME' } for the value of an environment variable of yours.",
    }),
  )
  .exactOptional();

const login = {
  login: text.exactOptional(),
  clientId: textOrReference.exactOptional(),
  clientSecret: secret.exactOptional(),
  clientAuth: choice(['none', 'client_secret_basic', 'client_secret_post']).exactOptional(),
  redirectUri: text.exactOptional(),
  scope: text.exactOptional(),
  waitExpiry: flag.exactOptional(),
};

const call = strict({
  tool: z.string().regex(/^[^=@{}\s]+$/, 'Write the name of a tool.'),
  arguments: z.record(z.string(), z.unknown()).exactOptional(),
  scopes: z
    .array(z.string().regex(/^[^\s@{}+]+$/, 'Write a scope.'))
    .min(1)
    .exactOptional(),
});

/** The options of each role, by the names that the flags of its command have. */
export const targetShapes = {
  server: {
    role: z.literal('server'),
    url: textOrReference,
    command: text.exactOptional(),
    env,
    profile: choice(profileNames).exactOptional(),
    token: secret.exactOptional(),
    call: z.array(call).exactOptional(),
    dedicatedIssuer: flag.exactOptional(),
    instances: z.int().min(1).max(8).exactOptional(),
    tls: flag.exactOptional(),
    intrusive: flag.exactOptional(),
    lab: textOrReference.exactOptional(),
    labSecret: secret.exactOptional(),
    otherResource: text.exactOptional(),
    credentials: text.exactOptional(),
    ...login,
    ...run,
  },
  'authorization-server': {
    role: z.literal('authorization-server'),
    url: textOrReference,
    command: text.exactOptional(),
    env,
    resource: z.array(text).exactOptional(),
    registration: choice(['pre-registered', 'cimd', 'dcr']).exactOptional(),
    documentHost: text.exactOptional(),
    intrusive: flag.exactOptional(),
    ...login,
    ...run,
  },
  client: {
    role: z.literal('client'),
    command: text,
    env,
    storageArg: text.exactOptional(),
    ...run,
  },
};

const target = z.discriminatedUnion(
  'role',
  [strict(targetShapes.server), strict(targetShapes['authorization-server']), strict(targetShapes.client)],
  {
    error: ({ input }) => {
      const role = typeof input === 'object' && input !== null && 'role' in input ? input.role : undefined;
      return oneOfThem(ROLES)({ code: 'custom', input: role });
    },
  },
);

/** No dots, no slashes: the reports of a target stand in a folder of this name. */
const targetName = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_-]{0,63}$/, 'A name is a letter, then letters, digits, "-" and "_".');

export const configSchema = strict({
  $schema: z.string().exactOptional(),
  output: text.exactOptional(),
  format: format.exactOptional(),
  reporter: reporter.exactOptional(),
  targets: z
    .record(targetName, target)
    .refine((targets) => Object.keys(targets).length > 0, 'There is no target.')
    .refine(
      (targets) =>
        new Set(Object.keys(targets).map((name) => name.toLowerCase())).size === Object.keys(targets).length,
      'Two names differ only by the case of their letters, so their folders may be one.',
    ),
});
