import { catalogueOf } from './catalogue.ts';
import type { Level, Requirement, Role } from './contract.ts';

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

/** A small catalogue with every kind of requirement that a plan tells apart. */
export const smallCatalogue = catalogueOf([
  requirement('server.a.one', 'MUST'),
  requirement('server.b.two', 'none'),
  requirement('server.b.practice', 'none', { practice: true }),
  requirement('server.b.extension', 'MUST', { extension: 'tasks' }),
  requirement('client.a.one', 'MUST'),
]);
