import { randomBytes } from 'node:crypto';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { profileNames } from './profiles/index.ts';
import type { MockState } from './state.ts';

const members = z.record(z.string(), z.unknown());
const entries = z.array(z.tuple([z.string(), members]));

/** As much of a state as can be told without knowing what oidc-provider keeps. */
const schema = z.object({
  version: z.literal(1, 'only version 1 can be read'),
  environment: z.string(),
  profile: z.enum(profileNames),
  settings: members,
  clockOffset: z.number().int(),
  identity: z.object({
    tokenClient: z.string(),
    client: z.object({ id: z.string(), secret: z.string() }),
    cookieKey: z.string(),
  }),
  resources: z
    .array(
      z.looseObject({
        id: z.string(),
        url: z.string().optional(),
        name: z.string(),
        scopes: z.array(z.string()),
        allScopes: z.array(z.looseObject({ id: z.string(), name: z.string(), enabled: z.boolean() })),
        accessTokenLifetime: z.number().int().min(1),
        refreshTokenLifetime: z.number().int().min(1),
        dynamicRegistration: z.boolean(),
        clientIdMetadataDocuments: z.boolean(),
      }),
    )
    .min(1),
  people: z.object({
    organization: z.string(),
    users: z.array(z.looseObject({ id: z.string() })),
    organizations: z.array(z.looseObject({ id: z.string() })),
  }),
  keys: z.object({
    signing: z.string(),
    previous: z.string().optional(),
    keys: z
      .array(
        z.object({ kid: z.string(), algorithm: z.string(), published: z.boolean(), privateJwk: members }),
      )
      .min(1),
  }),
  clients: z.object({
    known: entries,
    forgotten: z.array(z.tuple([z.string(), members.nullable()])),
  }),
  tokens: z.array(
    z.looseObject({ token: z.string(), claims: members, clientId: z.string(), issuedAt: z.number() }),
  ),
  records: z.record(z.string(), entries),
});

/** Throws, naming the member, when `state` is not what `state()` gave. */
export function requireState(state: unknown): MockState {
  const checked = schema.safeParse(state);
  if (checked.success) return checked.data as unknown as MockState;
  const [issue] = checked.error.issues;
  const where = issue?.path.join('.') ?? '';
  throw new Error(
    `This is no saved state of a mock authorization server: ${where === '' ? 'it' : where}: ${issue?.message ?? ''}.`,
  );
}

/** Reads a file that `saveState` wrote. Throws, naming the file, when it cannot be read. */
export async function readStateFile(path: string): Promise<MockState> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new Error(`The state file ${path} cannot be read: ${String(error)}.`, { cause: error });
  });
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw new Error(`The state file ${path} is no JSON; only files that saveState wrote can be loaded.`, {
      cause: error,
    });
  }
  return requireState(parsed);
}

/** Writes a state so that the file is the old one or the new one, never half of it; only its owner can read it. */
export async function writeStateFile(path: string, state: MockState): Promise<void> {
  const beside = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}`);
  try {
    const file = await open(beside, 'wx', 0o600);
    try {
      await file.writeFile(`${JSON.stringify(state, null, 2)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw new Error(`The state cannot be written to ${path}: ${String(error)}.`, { cause: error });
  }
}
