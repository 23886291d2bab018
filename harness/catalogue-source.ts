/**
 * The catalogue as people write it: YAML, checked at load. Apart from `catalogue.ts`, which loads this
 * only when there is no built JSON, because a YAML parser and zod cost a command line its quick start.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Requirement } from './contract.ts';

const level = z.enum(['MUST', 'SHOULD', 'MAY', 'none']);
const words = z.string().trim().min(1);

const entrySchema = z
  .strictObject({
    id: z.string().regex(/^[a-z-]+\.[a-z-]+\.[a-z0-9-]+$/, 'expected role.topic.name in lower case'),
    role: z.enum(['server', 'authorization-server', 'client']),
    topic: words,
    statement: words,
    levels: z.strictObject({
      '2025-03-26': level,
      '2025-06-18': level,
      '2025-11-25': level,
      '2026-07-28': level,
    }),
    source: z
      .array(z.strictObject({ doc: words, section: words, url: z.url({ protocol: /^https$/ }) }))
      .min(1),
    testable: z
      .array(z.enum(['black-box', 'with-token', 'controlled-as', 'client-run', 'not-testable']))
      .min(1),
    applies_when: words.optional(),
    probe: words,
    mutant: words,
    caution: words.optional(),
    practice: z.literal(true).optional(),
    parent: words.optional(),
    extension: words.optional(),
    extension_level: z.enum(['MUST', 'SHOULD', 'MAY']).optional(),
    excluded: words.optional(),
    remedy: words,
    sample: words.optional(),
  })
  .superRefine((entry, context) => {
    for (const [path, message] of contradictions(entry)) {
      context.addIssue({ code: 'custom', path: [path], message });
    }
  });

type Entry = z.infer<typeof entrySchema>;

function contradictions(entry: {
  id: string;
  role: string;
  topic: string;
  levels: Record<string, string>;
  practice?: true | undefined;
  parent?: string | undefined;
  extension?: string | undefined;
  extension_level?: string | undefined;
}): [member: string, message: string][] {
  const found: [string, string][] = [];
  if (!entry.id.startsWith(`${entry.role}.${entry.topic}.`)) {
    found.push(['id', `does not start with its role and topic, "${entry.role}.${entry.topic}."`]);
  }
  const leveled = Object.values(entry.levels).some((value) => value !== 'none');
  if (entry.practice && leveled)
    found.push(['levels', 'a practice is beyond the specifications: all levels are none']);
  if (entry.parent !== undefined && !entry.practice) found.push(['parent', 'only a practice has a parent']);
  if ((entry.extension === undefined) !== (entry.extension_level === undefined)) {
    found.push(['extension_level', 'extension and extension_level go together']);
  }
  return found;
}

/** Where an entry stands, and what is wrong with it. */
interface Problem {
  file: string;
  at: string;
  message: string;
}

/**
 * Reads every `*.yaml` of a folder, in the order of file names and within them of entries.
 *
 * @throws Error naming every file, id and member that is wrong.
 */
export async function readCatalogueSource(folder: string): Promise<Requirement[]> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort();
  const problems: Problem[] = [];
  const placed: { file: string; entry: Entry }[] = [];
  for (const file of files) {
    for (const item of listIn(file, await readFile(join(folder, file), 'utf8'), problems)) {
      const result = entrySchema.safeParse(item.value);
      if (result.success) placed.push({ file, entry: result.data });
      for (const issue of result.error?.issues ?? []) {
        problems.push({
          file,
          at: [item.name, ...issue.path].map(String).join(' › '),
          message: issue.message,
        });
      }
    }
  }
  problems.push(...misplaced(placed));
  if (files.length === 0) problems.push({ file: folder, at: 'folder', message: 'holds no *.yaml file' });
  if (problems.length > 0) throw new Error(describe(problems));
  return placed.map(({ entry }) => toRequirement(entry));
}

function listIn(file: string, text: string, problems: Problem[]): { name: string; value: unknown }[] {
  try {
    const list: unknown = parse(text);
    if (!Array.isArray(list)) {
      problems.push({ file, at: 'top', message: 'is not a list of requirements' });
      return [];
    }
    return list.map((value: unknown, index) => ({ name: nameOf(value) ?? `entry ${index + 1}`, value }));
  } catch (error) {
    problems.push({ file, at: 'YAML', message: error instanceof Error ? error.message : String(error) });
    return [];
  }
}

function nameOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('id' in value)) return undefined;
  return typeof value.id === 'string' ? value.id : undefined;
}

/** What only shows when all files are looked at together. */
function misplaced(placed: { file: string; entry: Entry }[]): Problem[] {
  const problems: Problem[] = [];
  const home = new Map<string, string>();
  for (const { file, entry } of placed) {
    const other = home.get(entry.id);
    if (other !== undefined)
      problems.push({ file, at: entry.id, message: `the id is taken already, in ${other}` });
    home.set(entry.id, file);
    const expected = `${entry.role}-${entry.topic}.yaml`;
    if (file !== expected) problems.push({ file, at: entry.id, message: `belongs into ${expected}` });
  }
  for (const { file, entry } of placed) {
    if (entry.parent === undefined || home.has(entry.parent)) continue;
    problems.push({ file, at: `${entry.id} › parent`, message: `there is no requirement ${entry.parent}` });
  }
  return problems;
}

function describe(problems: Problem[]): string {
  const lines = problems.map(({ file, at, message }) => `  ${file}: ${at}: ${message}`);
  return `The catalogue of requirements cannot be used:\n${lines.join('\n')}`;
}

function toRequirement(entry: Entry): Requirement {
  const {
    source,
    applies_when,
    extension_level,
    caution,
    practice,
    parent,
    extension,
    excluded,
    remedy,
    sample,
    ...same
  } = entry;
  return {
    ...same,
    sources: source,
    ...(applies_when !== undefined && { appliesWhen: applies_when }),
    ...(caution !== undefined && { caution }),
    ...(practice && { practice }),
    ...(parent !== undefined && { parent }),
    ...(extension !== undefined && { extension }),
    ...(extension_level !== undefined && { extensionLevel: extension_level }),
    ...(excluded !== undefined && { excluded }),
    remedy,
    ...(sample !== undefined && { sample }),
  };
}
