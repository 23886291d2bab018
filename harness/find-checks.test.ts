import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { smallCatalogue as catalogue } from './catalogue.test-helper.ts';
import { findChecks } from './find-checks.ts';

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

  it('takes them from the one module of a build where there is one', async () => {
    const definition = (id: string) => checkOf(id).replace('export default', '').replace(';', '');
    const url = await suites({
      'server.js': `export default {
        'server/b/two': ${definition('server.b.two')},
        'server/a/one': ${definition('server.a.one')},
      };`,
      'server/c/left.js': 'throw new Error("not from the folder")',
    });
    const found = await findChecks(url, 'server', catalogue);
    expect(found.map(({ check }) => check.id)).toEqual(['server/a/one', 'server/b/two']);
  });
});
