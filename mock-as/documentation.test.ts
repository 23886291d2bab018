import { readFile } from 'node:fs/promises';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { profileNames, profiles } from './profiles/index.ts';

const page = await readFile(new URL('../docs/mock-scalekit.md', import.meta.url), 'utf8');

/** The cells of each row of the section with this heading, code marks taken off the first. */
function rowsOf(heading: string): string[][] {
  const section = page.split(/^## /m).find((text) => text.startsWith(heading)) ?? '';
  const rows = section.split('\n').filter((line) => line.startsWith('| `'));
  return rows.map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim().replace(/^`(.*)`$/, '$1')),
  );
}

async function membersOf(file: string, name: string): Promise<string[]> {
  const text = await readFile(new URL(file, import.meta.url), 'utf8');
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ESNext);
  const found = source.statements.find(
    (statement): statement is ts.InterfaceDeclaration =>
      ts.isInterfaceDeclaration(statement) && statement.name.text === name,
  );
  return (
    found?.members.flatMap((member) => (member.name === undefined ? [] : [member.name.getText(source)])) ?? []
  );
}

describe('docs/mock-scalekit.md', () => {
  it.each([
    ['./options.ts', 'MockAuthorizationServerOptions', 'Other options'],
    ['./options.ts', 'ResourceOptions', 'Other options'],
    ['./behaviour.ts', 'Behaviour', 'Settings that a profile decides'],
  ])('%s %s: has every member', async (file, name, heading) => {
    const members = await membersOf(file, name);
    const told = rowsOf(heading).map(([first]) => first);
    expect(members.length).toBeGreaterThan(5);
    expect(members.filter((member) => !told.includes(member))).toEqual([]);
  });

  it('names no setting that is not there', async () => {
    const sources = [
      ['./options.ts', 'MockAuthorizationServerOptions'],
      ['./options.ts', 'ResourceOptions'],
      ['./behaviour.ts', 'Behaviour'],
    ] as const;
    const members = (await Promise.all(sources.map(([file, name]) => membersOf(file, name)))).flat();
    const told = [...rowsOf('Other options'), ...rowsOf('Settings that')].map(([first]) => first);
    expect(told.filter((name) => name === undefined || !members.includes(name))).toEqual([]);
  });

  it('gives what each profile says', () => {
    const told = rowsOf('Settings that').map(([setting = '', ...values]) => [
      setting,
      Object.fromEntries(profileNames.map((name, index) => [name, JSON.parse(values[index] ?? '')])),
    ]);
    const actual = Object.keys(profiles.scalekit).map((setting) => [
      setting,
      Object.fromEntries(
        profileNames.map((name) => [name, profiles[name][setting as keyof typeof profiles.scalekit]]),
      ),
    ]);
    expect(told).toEqual(actual);
  });
});
