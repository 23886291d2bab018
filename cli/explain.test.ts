import { expect, it } from 'vitest';
import type { Requirement } from '../harness/contract.ts';
import { explanation } from './explain.ts';

const requirement: Requirement = {
  id: 'server.challenge.status-401',
  role: 'server',
  topic: 'challenge',
  statement: 'No token, no answer.',
  levels: { '2025-03-26': 'none', '2025-06-18': 'MUST', '2025-11-25': 'MUST', '2026-07-28': 'SHOULD' },
  sources: [{ doc: 'RFC 9110', section: '15.5.2', url: 'https://www.rfc-editor.org/rfc/rfc9110.html' }],
  testable: ['black-box'],
  probe: 'Ask without a token.',
  mutant: 'Answer anyway.',
  remedy: 'Answer 401.',
};

it('shows the sample as it stands on the wire, whatever the width', () => {
  const challenge = `WWW-Authenticate: Bearer error="invalid_token", error_description="${'long '.repeat(30)}"`;
  const sample = `HTTP/1.1 401 Unauthorized\n${challenge}\n\n{"error": "it  is"}`;
  const text = explanation({ ...requirement, sample }, []);
  expect(text).toContain(
    `\n\nHow to mend it\n  Answer 401.\n\nOn the wire\n  HTTP/1.1 401 Unauthorized\n  ${challenge}\n\n  {"error": "it  is"}\n\n`,
  );
});

it('leaves out the sections that have nothing to say', () => {
  const text = explanation(requirement, []);
  expect(text).not.toContain('On the wire');
  expect(text).not.toContain('With caution');
});

it.each([
  ['names the checks', {}, 'server/challenge/status-401: It answers 401'],
  ['says why there is none', { excluded: 'Nobody can look.' }, 'Nobody can look.'],
  [
    'says that an extension comes later',
    { extension: 'SEP-1932 DPoP', extensionLevel: 'MUST' },
    'Part of the DPoP extension, which comes later.',
  ],
])('under "Judged by" %s', (_, changes, line) => {
  const check = {
    id: 'server/challenge/status-401',
    role: 'server' as const,
    requirement: requirement.id,
    title: 'It answers 401',
    needs: [],
  };
  const text = explanation({ ...requirement, ...changes }, Object.keys(changes).length === 0 ? [check] : []);
  expect(text).toMatch(new RegExp(`Judged by\\n {2}${line.replaceAll('.', '\\.')}\\n$`));
});
