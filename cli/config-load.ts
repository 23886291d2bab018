/** Finds, reads and checks the config file. What is wrong with it is said with its place, and never with its values. */
import { readdir, readFile } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import type { z } from 'zod';
import { parseDocument } from 'yaml';
import type { Config } from './config.ts';
import { findSecrets } from './config-secrets.ts';
import { plainWords, SECRET } from './config-words.ts';
import { codeOf, messageOf, usageFailure } from './failure.ts';

const BASE = 'mcp-auth-conformance.config';
export const CONFIG_NAMES = ['ts', 'js', 'mjs', 'json', 'yaml', 'yml'].map((end) => `${BASE}.${end}`);

export interface LoadedConfig {
  /** Absolute. */
  path: string;
  config: Config;
}

/** The config files in a folder, of whatever format. */
export async function configsIn(folder: string): Promise<string[]> {
  const names = new Set(await readdir(folder));
  return CONFIG_NAMES.filter((name) => names.has(name));
}

/**
 * @param given Path of the file; else the one in the folder is taken.
 * @throws Failure (usage)
 */
export async function loadConfig(given: string | undefined, folder = process.cwd()): Promise<LoadedConfig> {
  const path = resolve(folder, given ?? (await onlyConfigIn(folder)));
  return { path, config: await checked(withoutUndefined(await read(path)), path) };
}

async function onlyConfigIn(folder: string): Promise<string> {
  const [first, ...more] = await configsIn(folder);
  if (first === undefined) {
    throw usageFailure(
      `There is no ${BASE}.{ts,js,mjs,json,yaml,yml} in ${folder}. "mcp-auth-conformance init" writes one; --config names another file.`,
    );
  }
  if (more.length === 0) return first;
  throw usageFailure(
    `There are several config files: ${[first, ...more].join(', ')}. Keep one, or name it with --config.`,
  );
}

async function read(path: string): Promise<unknown> {
  const kind = extname(path);
  if (['.yaml', '.yml', '.json'].includes(kind)) return parsed(await textOf(path), path);
  if (['.ts', '.mts', '.js', '.mjs'].includes(kind)) return imported(path);
  throw usageFailure(`${path}: a config file ends in .ts, .js, .mjs, .json, .yaml or .yml.`);
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const reasons: Record<string, string> = {
      ENOENT: 'there is no such file',
      EACCES: 'permission denied',
      EISDIR: 'it is a folder',
    };
    throw usageFailure(
      `The config file ${path} cannot be read: ${reasons[codeOf(error) ?? ''] ?? messageOf(error)}.`,
    );
  }
}

/** JSON too: it is YAML, but for tabs. The parsers' own messages quote what stands there, so only the place is taken. */
async function parsed(text: string, path: string): Promise<unknown> {
  if (extname(path) === '.json') {
    try {
      return JSON.parse(text.replace(/^\uFEFF/, ''));
    } catch {
      throw usageFailure(`${path} is not JSON.${placeIn(text)}`);
    }
  }
  const document = parseDocument(text, { merge: true });
  if (document.errors.length > 0) throw usageFailure(`${path} is not YAML.${placeIn(text)}`);
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch {
    throw usageFailure(`${path} is not YAML: an alias in it cannot be resolved.`);
  }
}

function placeIn(text: string): string {
  const [error] = parseDocument(text).errors;
  const [at] = error?.linePos ?? [];
  if (error === undefined || at === undefined) return ' Look for a comma or a quote too many or too few.';
  const what = error.code.toLowerCase().replaceAll('_', ' ');
  return ` Look at line ${at.line}, column ${at.col} (${what}).`;
}

async function imported(path: string): Promise<unknown> {
  await textOf(path);
  const { importModule, TypeScriptUnread } = await import('../harness/import-module.ts');
  let value: unknown;
  try {
    value = await importModule(path);
  } catch (error) {
    if (error instanceof TypeScriptUnread) {
      throw usageFailure(
        `${error.message} Node.js 22.18 and newer read it as it is; "mcp-auth-conformance init ${BASE}.yaml" writes YAML, which needs nothing.`,
      );
    }
    throw usageFailure(`The config file ${path} cannot be loaded: ${whyNot(error)}`);
  }
  const config = defaultOf(value);
  if (typeof config === 'object' && config !== null) return config;
  throw usageFailure(
    `${path} exports no config by default. Write: export default defineConfig({ targets: { … } })`,
  );
}

/** What is compiled to CommonJS wraps its default export once more. */
function defaultOf(value: unknown): unknown {
  const outer = (value as { default?: unknown }).default;
  const wrapped = typeof outer === 'object' && outer !== null && '__esModule' in outer;
  return wrapped ? (outer as { default?: unknown }).default : outer;
}

/** A syntax error may quote the text; where it is helps as much. */
function whyNot(error: unknown): string {
  const message = messageOf(error).split('\n').slice(0, 2).join(' ').slice(0, 400);
  if (/Cannot find (package|module) 'mcp-auth-conformance'/.test(message)) {
    return 'mcp-auth-conformance is not installed beside it. Run "npm install --save-dev mcp-auth-conformance", or leave its import out and export the object itself.';
  }
  const isSyntax =
    error instanceof SyntaxError || (error instanceof Error && error.name === 'TransformError');
  return isSyntax ? message.replaceAll(/(["'`]).*\1/g, '…') : message;
}

/** In a program an option that is not wanted is often written as undefined. */
function withoutUndefined(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUndefined);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, one]: [string, unknown]) =>
      one === undefined ? [] : [[key, withoutUndefined(one)]],
    ),
  );
}

async function checked(value: unknown, path: string): Promise<Config> {
  const { configSchema } = await import('./config-schema.ts');
  const { success, data, error } = configSchema.safeParse(value, { error: plainWords });
  const lines = new Map<string, string>();
  for (const issue of error?.issues ?? []) {
    const place = placeOf(issue.path);
    lines.set(place, [lines.get(place), wordsOf(issue)].filter(Boolean).join(' '));
  }
  for (const secret of findSecrets(value)) lines.set(placeOf(secret), SECRET);
  if (success && lines.size === 0) return data;
  throw usageFailure(
    [`${path} cannot be used:`, ...[...lines].map(([place, words]) => `  ${place}: ${words}`)].join('\n'),
  );
}

/** The trouble with a key stands one level deeper. */
function wordsOf(issue: z.core.$ZodIssue): string {
  return (issue.code === 'invalid_key' ? issue.issues[0]?.message : undefined) ?? issue.message;
}

/** `targets.web.call[0].tool`; printable whatever the keys are. */
function placeOf(path: readonly PropertyKey[]): string {
  const place = path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key).replaceAll(/[^\w$@ -]/g, '?')}`))
    .join('');
  return place === '' ? 'the file' : place.replace(/^\./, '');
}
