import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { catalogueOf } from './catalogue.ts';
import type { Level, Requirement, Role } from './contract.ts';
import { findChecks, planChecks } from './plan.ts';

function requirement(id: string, level: Level | 'none', more: Partial<Requirement> = {}): Requirement {
  const [role = '', topic = ''] = id.split('.');
  return {
    id,
    role: role as Role,
    topic,
    statement: '',
    levels: { '2025-03-26': 'none', '2025-06-18': 'MUST', '2025-11-25': 'SHOULD', '2026-07-28': level },
    sources: [],
    testable: [],
    probe: '',
    mutant: '',
    remedy: '',
    ...more,
  };
}

const catalogue = catalogueOf([
  requirement('server.a.one', 'MUST'),
  requirement('server.b.two', 'none'),
  requirement('server.b.practice', 'none', { practice: true }),
  requirement('server.b.extension', 'MUST', { extension: 'tasks' }),
  requirement('client.a.one', 'MUST'),
]);

const checkOf = (id: string) =>
  `export default { requirement: '${id}', title: 't', probe() {}, judge() {} };`;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mcp-auth-plan-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function suites(files: Record<string, string>): Promise<URL> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  return pathToFileURL(`${folder}/`);
}

describe('findChecks', () => {
  it('finds one check a file, its path its id, in order, and nothing that only looks like one', async () => {
    const url = await suites({
      'server/b/two.js': checkOf('server.b.two'),
      'server/a/one.js': checkOf('server.a.one'),
      'server/a/one-variant.js': checkOf('server.a.one'),
      'server/a/one.test.js': 'throw new Error("a test is no check")',
      'server/a/one.d.ts': 'nonsense',
      'server/a/notes.md': 'nonsense',
      'server/helper.js': 'throw new Error("a helper is no check")',
      'client/a/one.js': 'throw new Error("another role")',
    });
    const found = await findChecks(url, 'server', catalogue);
    expect(found.map(({ check, requirement: { id } }) => [check.id, id])).toEqual([
      ['server/a/one', 'server.a.one'],
      ['server/a/one-variant', 'server.a.one'],
      ['server/b/two', 'server.b.two'],
    ]);
  });

  it.each([
    ['no default export', 'export const check = 1;', /server\/a\/one has no default export/],
    ['an unknown requirement', checkOf('server.a.none'), /server\/a\/one judges "server.a.none"/],
    ['a requirement of another role', checkOf('client.a.one'), /no requirement of the role server/],
  ])('names the file that has %s', async (_, text, message) => {
    const url = await suites({ 'server/a/one.js': text });
    await expect(findChecks(url, 'server', catalogue)).rejects.toThrow(message);
  });
});

describe('planChecks', () => {
  const find = async () =>
    findChecks(
      await suites({
        'server/a/one.js': checkOf('server.a.one'),
        'server/b/two.js': checkOf('server.b.two'),
        'server/b/practice.js': checkOf('server.b.practice'),
        'server/b/extension.js': checkOf('server.b.extension'),
      }),
      'server',
      catalogue,
    );

  it('takes what the revision asks for, at its level there, and practice in every revision', async () => {
    const found = await find();
    const plan = (revision: Parameters<typeof planChecks>[1]) =>
      planChecks(found, revision).map(({ check, level }) => [check.id, level]);
    expect(plan('2025-03-26')).toEqual([['server/b/practice', 'practice']]);
    expect(plan('2025-11-25')).toEqual([
      ['server/a/one', 'SHOULD'],
      ['server/b/practice', 'practice'],
      ['server/b/two', 'SHOULD'],
    ]);
    expect(plan('2026-07-28')).toEqual([
      ['server/a/one', 'MUST'],
      ['server/b/practice', 'practice'],
    ]);
  });
});
