import { describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../harness/catalogue.ts';
import { findChecks } from '../../harness/find-checks.ts';
import type { ServerContext } from '../../harness/server/context.ts';
import { loadDefects } from '../../server/defects/load.ts';

const SUITES = new URL('../../suites/', import.meta.url);
const catalogue = await loadCatalogue(new URL('catalogue/', SUITES));
const found = await findChecks<ServerContext>(SUITES, 'server', catalogue);
const judged = [...new Set(found.map(({ requirement }) => requirement))];
const defects = await loadDefects();

const liesAbout = (requirement: string) => defects.filter(({ breaks }) => breaks === requirement).length;

describe('the defects of the reference server', () => {
  it('name requirements that a check judges', () => {
    const known = new Set(judged.map(({ id }) => id));
    expect(defects.filter(({ breaks }) => !known.has(breaks)).map(({ id }) => id)).toEqual([]);
  });

  it('are at least one for every check', () => {
    expect(
      found.filter(({ check }) => liesAbout(check.requirement) === 0).map(({ check }) => check.id),
    ).toEqual([]);
  });

  // A plain one and a sly one: a check that sees only the plain lie is half a check.
  it('are at least two for every requirement that some revision calls a MUST', () => {
    const musts = judged.filter(({ levels }) => Object.values(levels).includes('MUST'));
    expect(musts.length).toBeGreaterThan(50);
    expect(musts.filter(({ id }) => liesAbout(id) < 2).map(({ id }) => id)).toEqual([]);
  });

  it('differ in what they say of themselves', () => {
    const titles = defects.map(({ breaks, title }) => `${breaks}: ${title}`);
    expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
  });
});
