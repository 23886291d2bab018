import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { builtCatalogue, catalogueAsJson, catalogueOf, levelOf, loadCatalogue } from './catalogue.ts';
import type { Requirement } from './contract.ts';

const shipped = new URL('../suites/catalogue/', import.meta.url);
const none = { '2025-03-26': 'none', '2025-06-18': 'none', '2025-11-25': 'none', '2026-07-28': 'none' };

function entry(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id: 'server.challenge.status-401',
    role: 'server',
    topic: 'challenge',
    statement: 'No token, no answer.',
    levels: { ...none, '2025-11-25': 'MUST', '2026-07-28': 'SHOULD' },
    source: [{ doc: 'RFC 9110', section: '15.5.2', url: 'https://www.rfc-editor.org/rfc/rfc9110.html' }],
    testable: ['black-box'],
    applies_when: 'something is protected',
    probe: 'Ask without a token.',
    mutant: 'Answer anyway.',
    remedy: 'Answer 401.',
    ...changes,
  };
}

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'catalogue-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function loadEntries(...entries: Record<string, unknown>[]) {
  await writeFile(join(folder, 'server-challenge.yaml'), stringify(entries));
  return loadCatalogue(folder);
}

describe('the shipped catalogue', () => {
  it('is valid and complete', async () => {
    const catalogue = await loadCatalogue(shipped);
    expect(catalogue.all).toHaveLength(477);
    expect(catalogue.forRole('server')).toHaveLength(198);
    expect(catalogue.forRole('authorization-server')).toHaveLength(163);
    expect(catalogue.forRole('client')).toHaveLength(116);
  });

  it('says how to mend each violation in its own words', async () => {
    const { all } = await loadCatalogue(shipped);
    const remedies = all.map(({ remedy }) => remedy);
    expect(remedies.filter((remedy) => remedy.length < 40)).toEqual([]);
    expect(new Set(remedies).size).toBe(all.length);
  });
});

describe('loadCatalogue', () => {
  it('gives requirements as the contract names them', async () => {
    const catalogue = await loadEntries(
      entry({
        caution: 'May begin late.',
        excluded: 'Nobody can look.',
        sample: 'HTTP/1.1 401 Unauthorized\nWWW-Authenticate: Bearer realm="mcp"',
      }),
    );
    expect(catalogue.get('server.challenge.status-401')).toEqual({
      id: 'server.challenge.status-401',
      role: 'server',
      topic: 'challenge',
      statement: 'No token, no answer.',
      levels: { ...none, '2025-11-25': 'MUST', '2026-07-28': 'SHOULD' },
      sources: [{ doc: 'RFC 9110', section: '15.5.2', url: 'https://www.rfc-editor.org/rfc/rfc9110.html' }],
      testable: ['black-box'],
      probe: 'Ask without a token.',
      mutant: 'Answer anyway.',
      appliesWhen: 'something is protected',
      caution: 'May begin late.',
      excluded: 'Nobody can look.',
      remedy: 'Answer 401.',
      sample: 'HTTP/1.1 401 Unauthorized\nWWW-Authenticate: Bearer realm="mcp"',
    });
    expect(catalogue.get('server.challenge.other')).toBeUndefined();
  });

  it.each([
    ['an unknown member', { mutants: 'x' }, 'server.challenge.status-401: Unrecognized key: "mutants"'],
    ['a level that does not exist', { levels: { ...none, '2025-11-25': 'must' } }, 'levels › 2025-11-25'],
    ['a missing revision', { levels: { '2025-11-25': 'MUST' } }, 'levels › 2026-07-28'],
    ['an id of another topic', { id: 'server.metadata.x' }, 'does not start with its role and topic'],
    ['a practice with a level', { practice: true }, 'all levels are none'],
    ['a parent without practice', { parent: 'server.challenge.status-401' }, 'only a practice has a parent'],
    [
      'a parent that does not exist',
      { levels: none, practice: true, parent: 'server.challenge.gone' },
      'server.challenge.status-401 › parent: there is no requirement server.challenge.gone',
    ],
    ['an extension without its level', { extension: 'DPoP' }, 'extension and extension_level go together'],
    ['an exclusion without a reason', { excluded: ' ' }, 'excluded'],
    ['an empty sample', { sample: '' }, 'sample'],
    ['no source', { source: [] }, 'source'],
    [
      'a section that YAML reads as a number',
      { source: [{ doc: 'x', section: 3, url: 'https://x.y/' }] },
      'section',
    ],
    ['a topic of another file', { id: 'server.scope.x', topic: 'scope' }, 'belongs into server-scope.yaml'],
  ])('refuses %s, naming file and id', async (_, changes, message) => {
    const loading = loadEntries(entry(changes));
    await expect(loading).rejects.toThrow('server-challenge.yaml: ');
    await expect(loading).rejects.toThrow(message);
  });

  it('refuses an id that is taken', async () => {
    await expect(loadEntries(entry(), entry())).rejects.toThrow('the id is taken already');
  });

  it('names every mistake at once', async () => {
    const loading = loadEntries(entry({ statement: '' }), entry({ id: 'server.challenge.b', probe: '' }));
    await expect(loading).rejects.toThrow(/status-401 › statement[^]*server\.challenge\.b › probe/);
  });

  it('names the place of broken YAML', async () => {
    await writeFile(join(folder, 'server-challenge.yaml'), '- id: "open\n');
    await expect(loadCatalogue(folder)).rejects.toThrow(/server-challenge\.yaml: YAML: .*line 2/);
  });

  it('refuses a folder without a catalogue', async () => {
    await expect(loadCatalogue(folder)).rejects.toThrow('holds no *.yaml file');
  });

  it('takes the built JSON before the YAML, and both say the same', async () => {
    const fromYaml = await loadEntries(entry());
    await writeFile(join(folder, builtCatalogue), await catalogueAsJson(folder));
    await rm(join(folder, 'server-challenge.yaml'));
    expect((await loadCatalogue(folder)).all).toEqual(fromYaml.all);
  });

  it('says what to do about a damaged build', async () => {
    await writeFile(join(folder, builtCatalogue), '[{');
    await expect(loadCatalogue(folder)).rejects.toThrow('build or install the package again');
  });
});

describe('levelOf', () => {
  const requirement = async (changes: Record<string, unknown>): Promise<Requirement> => {
    const found = (await loadEntries(entry(changes))).all[0];
    if (!found) throw new Error('no entry');
    return found;
  };

  it('follows the revision', async () => {
    const plain = await requirement({});
    expect(levelOf(plain, '2025-03-26')).toBeUndefined();
    expect(levelOf(plain, '2025-11-25')).toBe('MUST');
    expect(levelOf(plain, '2026-07-28')).toBe('SHOULD');
  });

  it('gives a practice its own level in every revision', async () => {
    expect(levelOf(await requirement({ levels: none, practice: true }), '2025-03-26')).toBe('practice');
  });

  it('leaves extensions out', async () => {
    const extension = await requirement({ levels: none, extension: 'DPoP', extension_level: 'MUST' });
    expect(levelOf(extension, '2026-07-28')).toBeUndefined();
  });
});

describe('suggest', () => {
  it.each([
    ['server.challange.status-401', 'server.challenge.status-401'],
    ['server/challenge/status-401', 'server.challenge.status-401'],
    ['status-401', 'server.challenge.status-401'],
    ['Server.Error.Malformed-Authorisation', 'server.error.malformed-authorization'],
  ])('answers %s with %s first', async (typed, meant) => {
    expect((await loadCatalogue(shipped)).suggest(typed)[0]).toBe(meant);
  });

  it('offers a handful at most, and nothing for nonsense', async () => {
    const catalogue = await loadCatalogue(shipped);
    expect(catalogue.suggest('client.pkce').length).toBeLessThanOrEqual(5);
    expect(catalogue.suggest('client.pkce').every((id) => id.startsWith('client.pkce.'))).toBe(true);
    expect(catalogue.suggest('xyzzy plugh')).toEqual([]);
    expect(catalogueOf([]).suggest('')).toEqual([]);
  });
});
