import { expect, it } from 'vitest';
import { renderJson } from './json.ts';
import { readReport } from './read.ts';
import { sampleReport } from './sample.test-helper.ts';

const whole = renderJson(sampleReport());
const changed = (changes: object) => JSON.stringify({ ...sampleReport(), ...changes });

it('gives a report back as it was, also with a byte order mark and with members of a later version', () => {
  expect(readReport(whole, 'r.json')).toEqual(sampleReport());
  expect(readReport(`\uFEFF${whole}`, 'r.json')).toEqual(sampleReport());
  expect(readReport(changed({ later: { deep: true } }), 'r.json')).toEqual(sampleReport());
});

it.each([
  ['nothing', '', /is empty\. Was the run interrupted\?/],
  ['a report that was cut off', whole.slice(0, 900), /ends in the middle.*Run the suite again/],
  ['no JSON', '<html></html>', /is not JSON\. Name the report\.json/],
  ['other JSON', '{"name":"x"}', /is JSON, but no report/],
  ['a list', '[]', /is JSON, but no report/],
  ['null', 'null', /is JSON, but no report/],
  [
    'a later schema',
    changed({ schemaVersion: '2' }),
    /schema version "2"; this version of the tool reads "1"/,
  ],
  ['an older schema', changed({ schemaVersion: 0 }), /schema version 0;/],
  ['what somebody edited', changed({ verdict: 'fine' }), /not a whole report: verdict: .*Was it edited\?/],
  ['a wrong check', changed({ checks: [{}, {}] }), /checks\.0\.id: .*and \d+ more/],
  ['escape sequences', changed({ schemaVersion: '\u001B[2J\u0007' }), /^[^\u0000-\u001F]*$/],
])('refuses %s in a line', (_, text, message) => {
  expect(() => readReport(text, 'r.json')).toThrow(message);
  expect(() => readReport(text, 'r.json')).toThrow(/^r\.json /);
});

it('refuses what is nested too deeply', () => {
  const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
  const [check] = sampleReport().checks;
  const text = changed({ checks: [{ ...check, exhibits: { deep: 'DEEP' } }] }).replace('"DEEP"', deep);
  expect(() => readReport(text, 'r.json')).toThrow('r.json is nested too deeply to be a report.');
});
