import { randomBytes } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Redactor } from '../http/redact.ts';
import { withLock } from './file-lock.ts';

const clientSchema = z.strictObject({
  id: z.string(),
  secret: z.string().optional(),
  /** Seconds since 1970; left out when it does not expire (RFC 7591 §3.2.1 says 0). */
  secretExpiresAt: z.number().optional(),
  method: z.enum(['none', 'client_secret_basic', 'client_secret_post']),
  redirectUri: z.string(),
  /** The last login with it did not come back, which may mean that the authorization server has forgotten it. */
  isDoubtful: z.boolean().optional(),
});
/** A client that registered itself (RFC 7591). */
export type StoredClient = z.infer<typeof clientSchema>;

const tokensSchema = z.strictObject({
  accessToken: z.string(),
  refreshToken: z.string().optional(),
  /** What was asked for so far: a step-up asks for that and more. */
  scope: z.string().optional(),
  /** The client that they were issued to. */
  clientId: z.string(),
});
export type StoredTokens = z.infer<typeof tokensSchema>;

const fileSchema = z.strictObject({
  version: z.literal(1),
  /** By issuer: nothing of one authorization server is ever shown to another. */
  issuers: z.record(
    z.string(),
    z.strictObject({
      client: clientSchema.optional(),
      /** By resource. */
      tokens: z.record(z.string(), tokensSchema).default({}),
    }),
  ),
  /** By URL of the MCP endpoint: whose tokens it was last called with. */
  servers: z.record(z.string(), z.strictObject({ issuer: z.string(), resource: z.string() })),
});
type Contents = z.infer<typeof fileSchema>;

export interface Place {
  issuer: string;
  resource: string;
}

/** Registrations and tokens, kept apart by issuer and resource; in a file when the user asked for one. */
export interface Memory {
  client(issuer: string): StoredClient | undefined;
  keepClient(issuer: string, client: StoredClient): Promise<void>;
  /** Forgets a registration and the tokens that were issued to it. */
  dropClient(issuer: string): Promise<void>;
  tokens(place: Place): StoredTokens | undefined;
  keepTokens(url: string, place: Place, tokens: StoredTokens): Promise<void>;
  dropTokens(place: Place): Promise<void>;
  /** Where the tokens for an MCP endpoint came from. */
  place(url: string): Place | undefined;
  /** Does something while no other process with this file does; what that has stored by then is read first. */
  alone<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T>;
}

/** The file is there, and is no storage. */
export class UnreadableStorage extends Error {
  override readonly name = 'UnreadableStorage';
}

/** @throws UnreadableStorage with a line for the user; also the error of Node.js when it cannot be read or written. */
export async function openMemory(file: string | undefined, redactor: Redactor): Promise<Memory> {
  const contents = file === undefined ? empty() : await read(file);
  learn(contents, redactor);
  const save = async () => (file === undefined ? undefined : write(file, contents));
  // Before anything is asked for: a place that cannot be written to would lose a registration.
  await save();
  const entry = (issuer: string) => (contents.issuers[issuer] ??= { tokens: {} });
  return {
    client: (issuer) => contents.issuers[issuer]?.client,
    async keepClient(issuer, client) {
      entry(issuer).client = client;
      await save();
    },
    async dropClient(issuer) {
      const { client, tokens } = entry(issuer);
      delete entry(issuer).client;
      for (const [resource, { clientId }] of Object.entries(tokens)) {
        if (clientId === client?.id) delete tokens[resource];
      }
      await save();
    },
    tokens: ({ issuer, resource }) => contents.issuers[issuer]?.tokens[resource],
    async keepTokens(url, place, tokens) {
      entry(place.issuer).tokens[place.resource] = tokens;
      contents.servers[url] = place;
      await save();
    },
    async dropTokens({ issuer, resource }) {
      delete entry(issuer).tokens[resource];
      await save();
    },
    place: (url) => contents.servers[url],
    async alone(work, signal) {
      if (file === undefined) return work();
      const afresh = async () => {
        Object.assign(contents, await read(file));
        learn(contents, redactor);
        return work();
      };
      return withLock(`${file}.lock`, afresh, signal);
    },
  };
}

function empty(): Contents {
  return { version: 1, issuers: nameless(), servers: nameless() };
}

/** Issuers are the other side's text: `__proto__` is a key like any other here. */
function nameless<T>(): Record<string, T> {
  return Object.create(null) as Record<string, T>;
}

async function read(file: string): Promise<Contents> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return empty();
    throw error;
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new UnreadableStorage(`${file} is no JSON. Name another file, or remove this one.`);
  }
  const parsed = fileSchema.safeParse(value);
  if (!parsed.success) {
    const where = parsed.error.issues[0]?.path.map(String).join('.') ?? '';
    throw new UnreadableStorage(
      `${file} is no storage of this command (at ${where === '' ? 'its top' : where}). Name another file, or remove this one.`,
    );
  }
  return { ...parsed.data, issuers: { ...nameless(), ...parsed.data.issuers } };
}

/** Written aside and renamed, so that no reader and no crash sees half of it; for this user's eyes only. */
async function write(file: string, contents: Contents): Promise<void> {
  const aside = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    await writeFile(aside, `${JSON.stringify(contents, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
    await rename(aside, file);
  } catch (error) {
    await rm(aside, { force: true });
    throw error;
  }
}

function learn({ issuers }: Contents, redactor: Redactor): void {
  for (const { client, tokens } of Object.values(issuers)) {
    if (client?.secret !== undefined) redactor.learn('client_secret', client.secret);
    for (const { accessToken, refreshToken } of Object.values(tokens)) {
      redactor.learn('access_token', accessToken);
      if (refreshToken !== undefined) redactor.learn('refresh_token', refreshToken);
    }
  }
}
