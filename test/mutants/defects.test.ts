import { describe, expect, it } from 'vitest';
import { loadDefects as loadClientDefects } from '../../examples/clients/defects/load.ts';
import { loadCatalogue } from '../../harness/catalogue.ts';
import type { Role } from '../../harness/contract.ts';
import { findChecks } from '../../harness/find-checks.ts';
import { loadDefects as loadAuthorizationServerDefects } from '../../mock-as/defects/load.ts';
import { loadDefects as loadServerDefects } from '../../server/defects/load.ts';

const SUITES = new URL('../../suites/', import.meta.url);
const catalogue = await loadCatalogue(new URL('catalogue/', SUITES));

async function judgedBy(role: Role) {
  return (await findChecks<never>(SUITES, role, catalogue)).map(({ check, requirement }) => ({
    id: check.id,
    requirement,
  }));
}

const roles = [
  {
    role: 'server',
    checks: await judgedBy('server'),
    defects: await loadServerDefects(),
  },
  {
    role: 'authorization-server',
    checks: await judgedBy('authorization-server'),
    defects: await loadAuthorizationServerDefects(),
  },
  {
    role: 'client',
    checks: await judgedBy('client'),
    defects: await loadClientDefects(),
  },
] as const;

describe.each(roles)('the defects for the role $role', ({ role, checks, defects }) => {
  const judged = [...new Set(checks.map(({ requirement }) => requirement))];
  const liesAbout = (requirement: string) =>
    defects.filter(({ breaks }: { breaks: string }) => breaks === requirement).length;

  it('name requirements that a check judges', () => {
    const known = new Set(judged.map(({ id }) => id));
    expect(
      defects
        .filter(({ breaks }: { breaks: string }) => !known.has(breaks))
        .map(({ id }: { id: string }) => id),
    ).toEqual([]);
  });

  it('are at least one for every check', () => {
    expect(checks.filter(({ requirement }) => liesAbout(requirement.id) === 0).map(({ id }) => id)).toEqual(
      [],
    );
  });

  // A plain one and a sly one: a check that sees only the plain lie is half a check.
  it('are at least two for every requirement that some revision calls a MUST', () => {
    const musts = judged.filter(({ levels }) => Object.values(levels).includes('MUST'));
    expect(musts.length).toBeGreaterThan(role === 'client' ? 0 : 50);
    expect(musts.filter(({ id }) => liesAbout(id) < 2).map(({ id }) => id)).toEqual([]);
  });

  it('differ in what they say of themselves', () => {
    const titles = defects.map(({ breaks, title }) => `${breaks}: ${title}`);
    expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
  });
});
